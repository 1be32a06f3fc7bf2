using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>Folds a correction into a window. Pure.</summary>
internal static class WindowCorrection
{
    /// <summary>The window with what is corrected taken away and what the correction measures added.</summary>
    /// <param name="window">What stands, or null.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="correction">The correction, behind the window's watermark.</param>
    /// <param name="taken">What the corrected event measured, and what the wallet did for it.</param>
    /// <param name="remade">The metrics whose folds were made anew from the events that still count.</param>
    /// <param name="room">How many groups are kept apart.</param>
    internal static UsageWindow Fold(
        UsageWindow? window,
        Instant hour,
        CountedUsage correction,
        IReadOnlyList<ChargedReading> taken,
        IReadOnlyList<RemadeMetric> remade,
        GroupRoom room)
    {
        var isEarlier = correction.Corrects!.Position.Log != correction.Position.Log;
        var (corrections, correctsEarlierLog) = (window?.Corrections ?? 0, window?.CorrectsEarlierLog ?? false);
        var after = UsageWindow.Fold(window, hour, [correction], room);
        var folds = new WindowFoldsBuilder(after.Folds, room);
        var dry = new DryRunsBuilder(after.Dry);
        foreach (var charged in taken)
        {
            folds.Merge(charged.Reading, Without(charged, correction.Hash));
            if (correction.Moves.Any(move => move.Metric == charged.Reading.Metric.Id.ToString()))
            {
                // What a tally gave back is told of the correction: what was paid for the event that it corrects stays that event's.
                dry.Add(charged with { Paid = -charged.Paid, Owed = -charged.Owed }, correction.Position);
            }
        }

        foreach (var metric in remade)
        {
            folds.Remake(metric);
        }

        return after with { Folds = folds.Build(), Dry = dry.Build(), Corrections = corrections + 1, CorrectsEarlierLog = correctsEarlierLog || isEarlier };
    }

    /// <summary>What takes a reading away: one event less, and the hash of what takes it.</summary>
    private static Aggregate Without(ChargedReading charged, MultisetHash hash) => new()
    {
        Events = -1,
        Value = -charged.Reading.Value,
        Cost = -charged.Reading.Cost,
        Paid = -charged.Paid,
        Owed = -charged.Owed,
        Hash = hash,
    };
}
