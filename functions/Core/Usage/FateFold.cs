using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Counts what becomes of deliveries, by the hour in which the log took them, each once.</summary>
/// <remarks>
/// A counter is one document of a tenant, hour and partition of the log, changed by a commit that is conditional on its version and moves its
/// watermark: deliveries at or below it are counted already. What becomes of a delivery is a pure function of the log, so a batch that comes
/// again, in other parts or to two consumers, comes to the same counts.
/// </remarks>
internal sealed class FateFold(IDocumentStore store)
{
    /// <summary>Counts deliveries of one partition.</summary>
    /// <param name="counted">Those that count.</param>
    /// <param name="uncounted">Those that do not, and why.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal Task CountAsync(
        IEnumerable<CountedUsage> counted, IReadOnlyList<(Delivery Delivery, Outcome Outcome)> uncounted, CancellationToken cancellation)
    {
        var hours = new Dictionary<(Tenant, Instant), List<(LogPosition Position, OutcomeKind? Kind)>>();
        foreach (var usage in counted)
        {
            Add(hours, usage.Delivery, null);
        }

        for (var i = 0; i < uncounted.Count; i++)
        {
            Add(hours, uncounted[i].Delivery, uncounted[i].Outcome.Kind);
        }

        return Task.WhenAll(hours.Select(hour => CountAsync(hour.Key.Item1, hour.Key.Item2, hour.Value, cancellation)));
    }

    private static void Add(
        Dictionary<(Tenant, Instant), List<(LogPosition, OutcomeKind?)>> hours, Delivery delivery, OutcomeKind? kind)
    {
        var key = (delivery.Account.Tenant, UsageWindow.HourOf(delivery.EnqueuedAt));
        if (!hours.TryGetValue(key, out var fates))
        {
            hours[key] = fates = [];
        }

        fates.Add((delivery.Position, kind));
    }

    private async Task CountAsync(Tenant tenant, Instant hour, List<(LogPosition Position, OutcomeKind? Kind)> fates, CancellationToken cancellation)
    {
        var partition = FateCounter.PartitionOf(tenant);
        var id = FateCounter.IdOf(hour, fates[0].Position);
        var last = fates.Max(fate => fate.Position);
        bool done;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var standing = await store.ReadAsync<FateCounter>(partition, id, cancellation);
            var sum = standing?.Value.Fates ?? new HourFates(hour, 0, 0, 0, 0, 0);
            foreach (var (position, kind) in fates)
            {
                sum = standing is null || position.CompareTo(standing.Value.Watermark) > 0 ? sum.Plus(kind) : sum;
            }

            done = standing?.Value.Watermark.CompareTo(last) >= 0
                || await store.CommitAsync(partition, [new Versioned<FateCounter>(new FateCounter(last, sum), standing?.ETag).ToWrite(id)], cancellation);
        }
        while (!done);
    }
}
