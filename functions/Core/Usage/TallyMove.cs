using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>How an event moves the tally of a metric, and what the wallet is asked for it.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="Key">Which period.</param>
/// <param name="Before">What was counted in the period before the event.</param>
/// <param name="After">What is counted in it with the event.</param>
/// <param name="Asked">What the period comes to with the event, less what it came to before; below 0 where it comes to less. At most 9 digits.</param>
public readonly record struct TallyMove(string Metric, TallyKey Key, decimal Before, decimal After, decimal Asked)
{
    /// <summary>The moves of an event, one for each metric and period that it moves; most events move none.</summary>
    /// <param name="terms">What it is charged on.</param>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures.</param>
    /// <param name="corrected">What it takes the place of; null where it is no correction.</param>
    /// <param name="taken">What that measured.</param>
    /// <param name="before">What was counted of a metric in a period before the event.</param>
    internal static IReadOnlyList<TallyMove> Of(
        AccountTerms terms,
        Delivery delivery,
        IReadOnlyList<Reading> readings,
        Delivery? corrected,
        IReadOnlyList<Reading> taken,
        Func<string, TallyKey, decimal> before)
    {
        if (!terms.HasTallies)
        {
            return [];
        }

        var changes = new List<(Id<Metric> Metric, TallyKey Key, PriceModel Model, decimal Change)>();
        if (corrected is not null)
        {
            Add(changes, terms, corrected, taken, -1);
        }

        Add(changes, terms, delivery, readings, 1);
        return [.. changes.Where(change => change.Change != 0).Select(change =>
        {
            var (metric, from) = (change.Metric.ToString(), before(change.Metric.ToString(), change.Key));
            return new TallyMove(metric, change.Key, from, from + change.Change, Rater.Between(change.Model, from, from + change.Change));
        })];
    }

    private static void Add(
        List<(Id<Metric> Metric, TallyKey Key, PriceModel Model, decimal Change)> changes, AccountTerms terms, Delivery delivery, IReadOnlyList<Reading> readings, int sign)
    {
        foreach (var reading in readings)
        {
            if (terms.TallyOf(reading.Metric, delivery.Usage!.OccurredAt, delivery.EnqueuedAt) is not var (key, model))
            {
                continue;
            }

            var known = changes.FindIndex(change => change.Metric == reading.Metric.Id && change.Key == key);
            if (known < 0)
            {
                changes.Add((reading.Metric.Id, key, model, sign * reading.Value));
            }
            else
            {
                changes[known] = changes[known] with { Change = changes[known].Change + (sign * reading.Value) };
            }
        }
    }
}
