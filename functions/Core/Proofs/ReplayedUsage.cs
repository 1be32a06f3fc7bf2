using System.Runtime.CompilerServices;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Proofs;

/// <summary>What was used, from a replay of the log in place of the ledger's windows.</summary>
internal sealed class ReplayedUsage(IEventLog log, AccountReplay replay) : IUsageSource
{
    private const int SliceBytes = 1024 * 1024;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Bucketed>> ReadAsync(
        AccountId account, Metric metric, IReadOnlyList<Period> periods, Func<LogPosition, bool>? covers, CancellationToken cancellation)
    {
        if (account != replay.Account)
        {
            throw new ArgumentException($"The replay is of {replay.Account}, not of {account}.", nameof(account));
        }

        var buckets = new BucketFold(metric, periods);
        var (from, end) = (UsageWindow.HourOf(periods[0].Start), periods[^1].End);
        foreach (var (id, window) in replay.Windows.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (window.Hour < from || window.Hour >= end || !window.Metrics.ContainsKey(metric.Id.ToString()))
            {
                continue;
            }

            var isCovered = covers is null || covers(window.Watermark);
            if (!(isCovered && buckets.TryAddWhole(window)))
            {
                await foreach (var counted in CountedAsync(id, window, cancellation))
                {
                    if (covers?.Invoke(counted.Position) != false)
                    {
                        buckets.Add(counted.Delivery, [.. counted.Readings.Where(reading => reading.Reading.Metric.Id == metric.Id)], counted.Hash);
                    }
                }

                buckets.EndWindow();
            }
        }

        return buckets.ToList();
    }

    /// <summary>The events that a window of the replay counts, read from the log again.</summary>
    private async IAsyncEnumerable<CountedUsage> CountedAsync(string id, UsageWindow window, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var numbered = log.Numbered(window.Watermark.Log);
        var hour = new Period(window.Hour, window.Hour + Duration.FromHours(1));
        for (var from = window.FirstSequence; from <= window.Watermark.Sequence;)
        {
            var slice = await numbered.ReadAsync(window.Watermark.Partition, from, SliceBytes, replay.Account, cancellation);
            foreach (var delivery in slice.Records.SelectMany(record => Delivery.Unpack(numbered.Number, record)))
            {
                if (delivery.Usage is { } usage && hour.Contains(usage.OccurredAt) && delivery.Position.CompareTo(window.Watermark) <= 0
                    && replay.Find(delivery, id) is { } counted)
                {
                    yield return counted;
                }
            }

            if (slice.Next == from)
            {
                yield break;
            }

            from = slice.Next;
        }
    }
}
