using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>A merchant with its metrics and customers, and the client that sends its events.</summary>
internal sealed class TallyMerchant : IDisposable
{
    private const int Creators = 64;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);

    // A look is an eighth of the time so far away at most: exact enough, and no load to speak of.
    private const int PollShare = 8;
    private readonly ServiceClient client;
    private readonly string[] customers;
    private readonly string[] metrics;

    private TallyMerchant(Uri baseUrl, string[] customers, string[] metrics)
    {
        client = new ServiceClient(baseUrl, "/v0/events");
        this.customers = customers;
        this.metrics = metrics;
    }

    /// <summary>The client, authorized as the merchant.</summary>
    internal HttpClient Http => client.Http;

    /// <summary>The customers' ids by their numbers.</summary>
    internal IReadOnlyList<string> Customers => customers;

    /// <summary>The metrics' ids by their numbers.</summary>
    internal IReadOnlyList<string> Metrics => metrics;

    internal static async Task<TallyMerchant> CreateAsync(TallyProcess host, WorkloadOptions workload, string mode = "live")
    {
        var merchant = new TallyMerchant(host.Child.BaseUrl, new string[workload.Customers], new string[workload.Metrics]);
        merchant.Authorize(host.OperatorKey);
        var made = await merchant.PostAsync("/v0/merchants", new { name = "Benchmark" });
        var key = made.GetProperty("apiKeys").EnumerateArray().Single(item => item.GetProperty("mode").GetString() == mode);
        merchant.Authorize(key.GetProperty("key").GetString()!);
        for (var i = 0; i < merchant.metrics.Length; i++)
        {
            var metric = new { name = $"Metric {i}", unit = "unit", aggregation = "SUM", eventType = EventBodies.TypeOf(i), valueProperty = "$.n" };
            merchant.metrics[i] = IdOf(await merchant.PostAsync("/v0/billableMetrics", metric));
        }

        await Parallel.ForAsync(0, merchant.customers.Length, new ParallelOptions { MaxDegreeOfParallelism = Creators }, async (i, _) =>
            merchant.customers[i] = IdOf(await merchant.PostAsync("/v0/customers", new { name = $"Customer {i}" })));
        return merchant;
    }

    /// <summary>The same merchant after the host was started anew.</summary>
    internal TallyMerchant On(TallyProcess host)
    {
        var same = new TallyMerchant(host.Child.BaseUrl, customers, metrics);
        same.Http.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        return same;
    }

    /// <summary>Request bodies of batches.</summary>
    internal byte[][] Bodies(SampleEvent[][] batches) => EventBodies.Of(batches, customers);

    /// <summary>Sends a batch, and fails unless every event was accepted.</summary>
    internal Task<byte[]> SendAsync(byte[] body) => client.SendAsync(body);

    /// <summary>Looks at the last event of an answer until it is counted.</summary>
    internal async Task WhenCountedAsync(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var accepted = json.RootElement.TryGetProperty("successful", out var batch) ? batch[batch.GetArrayLength() - 1] : json.RootElement;
        var address = $"/v0/usage/{IdOf(accepted)}";
        var watch = Stopwatch.StartNew();
        while ((await Http.GetFromJsonAsync<JsonElement>(address)).GetProperty("status").GetString() == "accepted")
        {
            var wait = watch.Elapsed / PollShare;
            await Task.Delay(wait > PollInterval ? wait : PollInterval);
        }
    }

    /// <summary>How many events are counted, over all metrics and customers.</summary>
    internal async Task<long> CountAsync()
    {
        var total = 0L;
        foreach (var metric in metrics)
        {
            var now = TimeProvider.System.GetUtcNow();
            var (from, to) = (now.AddHours(-3), now.AddHours(1));
            var answer = await Http.GetFromJsonAsync<JsonElement>(
                $"/v0/billableMetrics/{metric}/meter?from={from:yyyy-MM-ddTHH:00:00Z}&to={to:yyyy-MM-ddTHH:00:00Z}&windowSize=HOUR");
            total += answer.GetProperty("windowedValues").EnumerateArray().Sum(window => window.GetProperty("eventCount").GetInt64());
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The id of what an answer shows.</summary>
    internal static string IdOf(JsonElement made) => made.GetProperty("id").GetString()!;

    private void Authorize(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <summary>What a request made.</summary>
    internal async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? made : throw new InvalidOperationException($"{path}: {made}");
    }
}
