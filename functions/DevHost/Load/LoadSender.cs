using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Tallystick.DevHost.Load;

/// <summary>Sends prepared bodies over a number of connections, each until it is settled.</summary>
/// <param name="baseUrl">The server.</param>
/// <param name="apiKey">A key that may ingest.</param>
/// <param name="connections">How many requests are under way at a time.</param>
/// <param name="time">The clock of latencies.</param>
public sealed class LoadSender(Uri baseUrl, string apiKey, int connections, TimeProvider time) : IDisposable
{
    private const int MaxAttempts = 20;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, int> failed = new();
    private readonly ConcurrentBag<TimeSpan> latencies = [];
    private readonly HttpClient http = Connect(baseUrl, apiKey, connections);
    private int acknowledged;
    private int retries;

    /// <summary>Sends everything. What was not answered is sent again: a retry never counts twice.</summary>
    /// <param name="bodies">The bodies, and how many deliveries each has.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What became of everything that this sender has sent.</returns>
    public async Task<LoadReport> SendAsync(IReadOnlyList<(byte[] Body, int Count)> bodies, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(RunAsync, cancellation)));
        return new LoadReport
        {
            Acknowledged = acknowledged,
            Failed = failed.ToDictionary(),
            Retries = retries,
            Elapsed = time.GetElapsedTime(start),
            Latencies = [.. latencies.Order()],
        };

        async Task RunAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < bodies.Count; index = Interlocked.Increment(ref next))
            {
                await SettleAsync(bodies[index].Body, bodies[index].Count, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static HttpClient Connect(Uri baseUrl, string apiKey, int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = baseUrl };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        return client;
    }

    private static bool IsUnsettled(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests || (int)status >= 500;

    private async Task SettleAsync(byte[] body, int count, CancellationToken cancellation)
    {
        for (var attempt = 1; !await TrySendAsync(body, count, isLast: attempt == MaxAttempts, cancellation); attempt++)
        {
            Interlocked.Increment(ref retries);
            await Task.Delay(RetryAfter, time, cancellation);
        }
    }

    private async Task<bool> TrySendAsync(byte[] body, int count, bool isLast, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var start = time.GetTimestamp();
        try
        {
            using var response = await http.PostAsync("v0/usage/batch", content, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            latencies.Add(time.GetElapsedTime(start));
            if (IsUnsettled(response.StatusCode) && !isLast)
            {
                return false;
            }

            Note(response.StatusCode, answer, count);
            return true;
        }
        catch (HttpRequestException) when (!isLast)
        {
            return false;
        }
    }

    private void Note(HttpStatusCode status, byte[] answer, int count)
    {
        if (status == HttpStatusCode.Created)
        {
            Interlocked.Add(ref acknowledged, count);
            return;
        }

        if (status != HttpStatusCode.MultiStatus)
        {
            failed.AddOrUpdate($"HTTP_{(int)status}", count, (_, before) => before + count);
            return;
        }

        var batch = JsonElement.Parse(answer);
        foreach (var failure in batch.GetProperty("failed").EnumerateArray())
        {
            failed.AddOrUpdate(failure.GetProperty("code").GetString()!, 1, (_, before) => before + 1);
        }

        Interlocked.Add(ref acknowledged, batch.GetProperty("summary").GetProperty("successful").GetInt32());
    }
}
