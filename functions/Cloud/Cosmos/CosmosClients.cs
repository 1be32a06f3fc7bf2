using Azure.Core;
using Microsoft.Azure.Cosmos;

namespace Tallystick.Cloud.Cosmos;

/// <summary>Clients of Cosmos DB as <see cref="CosmosDocumentStore"/> needs them. One serves the whole process.</summary>
public static class CosmosClients
{
    private const int ThrottledTries = 5;
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(5);

    /// <summary>A client that signs in with an identity.</summary>
    /// <param name="endpoint">The account, <c>https://NAME.documents.azure.com/</c>.</param>
    /// <param name="credential">Needs the data plane's role "Cosmos DB Built-in Data Contributor".</param>
    /// <param name="mode">How it connects: directly to the replicas, or all through the gateway.</param>
    public static CosmosClient Create(Uri endpoint, TokenCredential credential, ConnectionMode mode = ConnectionMode.Direct) =>
        new(endpoint.AbsoluteUri, credential, Options(mode));

    /// <summary>A client that signs in with an account's key: for emulators and tests.</summary>
    /// <param name="connectionString">Endpoint and key.</param>
    /// <param name="mode">How it connects; emulators know the gateway alone.</param>
    public static CosmosClient Create(string connectionString, ConnectionMode mode = ConnectionMode.Gateway) => new(connectionString, Options(mode));

    /// <summary>The options of every client.</summary>
    /// <remarks>
    /// <see cref="CosmosClientOptions.LimitToEndpoint"/>: the account's own endpoint is its write region. With the endpoints of regions the client would
    /// read elsewhere during an outage, where reads lag behind; and send a write again whose answer was lost, and take the answer to the second try for
    /// that of both.
    /// </remarks>
    public static CosmosClientOptions Options(ConnectionMode mode) => new()
    {
        ApplicationName = "tallystick",
        ConnectionMode = mode,
        LimitToEndpoint = true,
        AllowBulkExecution = false,
        EnableContentResponseOnWrite = false,
        MaxRetryAttemptsOnRateLimitedRequests = ThrottledTries,
        MaxRetryWaitTimeOnRateLimitedRequests = ThrottledWait,
    };
}
