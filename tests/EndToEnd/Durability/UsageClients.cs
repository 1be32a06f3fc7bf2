using System.Collections.Concurrent;
using System.Net;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>Clients that report usage at once, and keep to the one rule: what was not acknowledged is sent again under the same keys.</summary>
internal sealed class UsageClients(Random random, IReadOnlyList<string> customers, string metric)
{
    private const int Senders = 4;
    private const int MaxEvents = 20;
    private const int MaxQuantity = 9;
    private const double RetryShare = 0.2;

    private readonly Lock gate = new();
    private readonly List<Batch> all = [];
    private readonly ConcurrentQueue<Batch> unacknowledged = new();

    /// <summary>Every event that was ever sent.</summary>
    public IEnumerable<Batch.Event> Events => all.SelectMany(batch => batch.Events);

    /// <summary>How many requests were cut off.</summary>
    public int CutOff { get; private set; }

    /// <summary>The codes of the answers that said that the process cannot take events now.</summary>
    public ConcurrentQueue<string> Unavailable { get; } = new();

    /// <summary>Sends until some requests were acknowledged, has something done to the process while others are under way, and goes on until nothing is taken.</summary>
    public async Task SendUntilAsync(HttpClient client, int acknowledgements, Func<Task> strike)
    {
        var left = acknowledgements;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (var batch = Next(); await TrySendAsync(client, batch); batch = Next())
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    await strike();
                }
            }
        })));
    }

    /// <summary>Sends again what was not acknowledged, until nothing is left.</summary>
    public async Task SettleAsync(HttpClient client)
    {
        while (unacknowledged.TryDequeue(out var batch))
        {
            Assert.True(await TrySendAsync(client, batch), $"Batch {batch.Number} was not taken.");
        }
    }

    private Batch Next()
    {
        if (unacknowledged.TryDequeue(out var batch))
        {
            return batch;
        }

        lock (gate)
        {
            return all.Count > 0 && random.NextDouble() < RetryShare ? all[random.Next(all.Count)] : Create();
        }
    }

    private Batch Create()
    {
        var now = TimeProvider.System.GetUtcNow();
        var events = Enumerable.Range(0, random.Next(1, MaxEvents + 1)).Select(index => new Batch.Event(
            $"event {all.Count} {index}", customers[random.Next(customers.Count)], now, random.Next(1, MaxQuantity + 1)));
        all.Add(new Batch(all.Count, [.. events]));
        return all[^1];
    }

    /// <summary>False where the request was cut off, or not taken: whether its events are in the log is unknown.</summary>
    private async Task<bool> TrySendAsync(HttpClient client, Batch batch)
    {
        try
        {
            using var content = batch.ToContent(metric);
            using var response = await client.PostAsync("/v0/usage/batch", content);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Unavailable.Enqueue((await response.ReadAsync(503)).Text("code"));
                unacknowledged.Enqueue(batch);
                return false;
            }

            var answer = await response.ReadAsync(201);
            var receipt = string.Join(' ', answer["successful"]!.AsArray().Select(item => item!.Text("id")));
            lock (gate)
            {
                Assert.Equal(batch.Receipt ?? receipt, receipt);
                batch.Receipt = receipt;
            }

            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            unacknowledged.Enqueue(batch);
            lock (gate)
            {
                CutOff++;
            }

            return false;
        }
    }
}
