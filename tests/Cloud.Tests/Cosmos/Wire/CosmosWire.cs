using System.Net;
using Microsoft.Azure.Cosmos;
using Tallystick.Cloud.Cosmos;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>
/// Our model of Cosmos DB: one account with one container, behind the client's real SDK in gateway mode, of which it takes the place of the network.
/// </summary>
/// <remarks>
/// It is a model, made from what the service is documented to do and what was seen on the wire; what it does is no proof of what the service does. The same suites
/// run against an account where <c>COSMOS_CONNECTION_STRING</c> names one. Modelled: points with ETags, partition keys, batches, queries about a range of
/// ids by pages, request charges, and the failures that a test orders. Not: indexes, limits of throughput, replicas, regions, expiry, the direct protocol.
/// </remarks>
internal sealed class CosmosWire : HttpMessageHandler
{
    public const string Database = "tallystick";
    public const string Container = "ledger";
    public const string Endpoint = "https://cosmos.example/";

    private readonly Lock gate = new();
    private readonly Queue<WireFault> faults = [];

    /// <summary>How the account answers who opens it; null where it lets everybody in.</summary>
    public WireFault? Refusal { get; init; }

    /// <summary>What the account says about itself.</summary>
    public WireAccount Account { get; init; } = new();

    /// <summary>The container's items; null for a container that is missing.</summary>
    public WireContainer? Items { get; init; } = new();

    /// <summary>How many requests about items have come, those that failed among them.</summary>
    public int Requests { get; private set; }

    /// <summary>Asked at each request about items for which no fault is ordered: how it fails, or null. One request at a time.</summary>
    public Func<WireFault?>? Weather { get; set; }

    /// <summary>The most items of a page of a query.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>A client that talks to this model alone.</summary>
    public CosmosClient Client(Action<CosmosClientOptions>? change = null)
    {
        var options = CosmosClients.Options(ConnectionMode.Gateway);
        options.HttpClientFactory = () => new HttpClient(this, disposeHandler: false);
        options.MaxRetryAttemptsOnRateLimitedRequests = 1;
        change?.Invoke(options);
        return new CosmosClient(Endpoint, Convert.ToBase64String("a key"u8), options);
    }

    /// <summary>A document store on this model.</summary>
    public Task<CosmosDocumentStore> OpenAsync(Action<CosmosClientOptions>? change = null) =>
        CosmosDocumentStore.OpenAsync(Client(change), Database, Container, default);

    /// <summary>The next requests about items fail, one for each fault.</summary>
    public void Order(params WireFault[] next)
    {
        lock (gate)
        {
            Array.ForEach(next, faults.Enqueue);
        }
    }

    /// <summary>Faults that did not happen yet never will.</summary>
    public void Forget()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = await WireRequest.ReadAsync(request, cancellationToken);
        lock (gate)
        {
            return call.Path switch
            {
                [] => Refusal?.Answer(Account.Answer) ?? Account.Answer(),
                ["dbs", Database or WireContainer.DatabaseRid, "colls", Container or WireContainer.Rid, .. var rest] when Items is not null => Answer(Items, rest, call),
                _ => WireAnswer.Failure(HttpStatusCode.NotFound, subStatus: 1003),
            };
        }
    }

    private HttpResponseMessage Answer(WireContainer items, string[] path, WireRequest call) => path switch
    {
        [] => items.Answer(),
        ["pkranges"] => WireContainer.AnswerRanges(call),
        _ => WithFaults(() => WireItems.Answer(items, path, call, PageSize)),
    };

    private HttpResponseMessage WithFaults(Func<HttpResponseMessage> answer)
    {
        Requests++;
        return (faults.TryDequeue(out var fault) ? fault : Weather?.Invoke()) is { } failing ? failing.Answer(answer) : answer();
    }
}
