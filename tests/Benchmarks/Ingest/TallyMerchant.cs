using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tallystick.Tests.Benchmarks.Processes;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>A merchant with its metrics and customers, and the client that sends its events.</summary>
internal sealed class TallyMerchant : IDisposable
{
    private const int Creators = 64;
    private static readonly MediaTypeHeaderValue BatchType = new("application/cloudevents-batch+json");
    private readonly HttpClient client;
    private readonly string[] customers = new string[Workload.Customers];
    private readonly string[] metrics = new string[Workload.Metrics];

    private TallyMerchant(Uri baseUrl) => client = new HttpClient { BaseAddress = baseUrl };

    internal static async Task<TallyMerchant> CreateAsync(TallyProcess host)
    {
        var merchant = new TallyMerchant(host.BaseUrl);
        merchant.Authorize(host.OperatorKey);
        var made = await merchant.PostAsync("/v0/merchants", new { name = "Benchmark" });
        merchant.Authorize(made.GetProperty("apiKeys")[0].GetProperty("key").GetString()!);
        for (var i = 0; i < Workload.Metrics; i++)
        {
            var metric = new { name = $"Metric {i}", unit = "unit", aggregation = "SUM", eventType = EventBodies.TypeOf(i), valueProperty = "$.n" };
            merchant.metrics[i] = IdOf(await merchant.PostAsync("/v0/billableMetrics", metric));
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Creators).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < Workload.Customers; i = Interlocked.Increment(ref next))
            {
                merchant.customers[i] = IdOf(await merchant.PostAsync("/v0/customers", new { name = $"Customer {i}" }));
            }
        }));
        return merchant;
    }

    /// <summary>Request bodies of batches.</summary>
    internal byte[][] Bodies(SampleEvent[][] batches) => Array.ConvertAll(batches, batch => EventBodies.Of(batch, customers));

    /// <summary>Sends a batch, and fails unless every event was accepted.</summary>
    internal async Task<byte[]> SendAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = BatchType } };
        using var answer = await client.PostAsync("/v0/events", content);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.Accepted
            ? bytes
            : throw new InvalidOperationException($"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
    }

    /// <summary>What has become of an event: accepted, counted or rejected.</summary>
    internal async Task<string> StatusAsync(string id) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v0/usage/{id}")).GetProperty("status").GetString()!;

    /// <summary>How many events are counted, over all metrics and customers.</summary>
    internal async Task<long> CountAsync()
    {
        var total = 0L;
        foreach (var metric in metrics)
        {
            var now = TimeProvider.System.GetUtcNow();
            var (from, to) = (now.AddHours(-3), now.AddHours(1));
            var answer = await client.GetFromJsonAsync<JsonElement>(
                $"/v0/billableMetrics/{metric}/meter?from={from:yyyy-MM-ddTHH:00:00Z}&to={to:yyyy-MM-ddTHH:00:00Z}&windowSize=HOUR");
            total += answer.GetProperty("windowedValues").EnumerateArray().Sum(window => window.GetProperty("eventCount").GetInt64());
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string IdOf(JsonElement made) => made.GetProperty("id").GetString()!;

    private void Authorize(string key) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? made : throw new InvalidOperationException($"{path}: {made}");
    }
}
