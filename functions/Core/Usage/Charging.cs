namespace Tallystick.Core.Usage;

/// <summary>Tells what the wallet paid for the readings of events that are folded in already. Pure.</summary>
internal static class Charging
{
    /// <summary>What was paid for an event.</summary>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures, of one metric or several.</param>
    /// <param name="moves">How it moved tallies.</param>
    /// <param name="terms">What it was charged on.</param>
    /// <param name="dry">Where the wallet did not pay, by metric, of the window that it is folded into; null where it always did.</param>
    internal static IReadOnlyList<ChargedReading> Of(
        Delivery delivery,
        IReadOnlyList<Reading> readings,
        IReadOnlyList<TallyMove> moves,
        AccountTerms terms,
        IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? dry) => Asking.Of(delivery, readings, moves, terms).Told(delivery.Position, dry);

    /// <summary>What a correction takes away: what was paid for single events with them, and of tallies what it moved.</summary>
    /// <param name="correction">The correction.</param>
    /// <param name="taken">What the corrected event measures, with what was paid for it by itself.</param>
    /// <param name="charged">What the wallet did for the correction: for each of its readings, and for each metric that it measures no more.</param>
    internal static IReadOnlyList<ChargedReading> Taken(
        CountedUsage correction, IReadOnlyList<ChargedReading> taken, IReadOnlyList<ChargedReading> charged)
    {
        var result = taken.ToArray();
        foreach (var gone in charged.Skip(correction.Readings.Count).Where(gone => gone.Paid != 0 || gone.Owed != 0))
        {
            var index = Array.FindIndex(result, one => one.Reading.Metric.Id == gone.Reading.Metric.Id);
            result[index] = result[index] with { Paid = result[index].Paid - gone.Paid, Owed = result[index].Owed - gone.Owed };
        }

        return result;
    }
}
