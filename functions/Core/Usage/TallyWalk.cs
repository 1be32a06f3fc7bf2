namespace Tallystick.Core.Usage;

/// <summary>Tells how the events of a window moved the tally of one metric, when all of them are read again in the order of the log.</summary>
/// <param name="runs">The window's tally runs of the metric.</param>
internal sealed class TallyWalk(IReadOnlyList<TallyRun> runs)
{
    private readonly Dictionary<TallyKey, decimal> counted = [];

    /// <summary>How the next event of the window moved the tally.</summary>
    /// <param name="terms">What it was charged on.</param>
    /// <param name="delivery">The event.</param>
    /// <param name="readings">What it measures of the metric.</param>
    /// <param name="corrected">What it takes the place of; null where it is no correction.</param>
    /// <param name="taken">What that measured of the metric.</param>
    internal IReadOnlyList<TallyMove> Next(AccountTerms terms, Delivery delivery, IReadOnlyList<Reading> readings, Delivery? corrected, IReadOnlyList<Reading> taken)
    {
        if (runs.Count == 0)
        {
            return [];
        }

        var moves = TallyMove.Of(terms, delivery, readings, corrected, taken, (_, key) => Before(runs, delivery.Position, key) ?? counted.GetValueOrDefault(key));
        foreach (var move in moves)
        {
            counted[move.Key] = move.After;
        }

        return moves;
    }

    /// <summary>What was counted before an event at which a run begins; null for any other.</summary>
    internal static decimal? Before(IEnumerable<TallyRun> runs, LogPosition position, TallyKey key) =>
        runs.FirstOrDefault(run => run.From == position && run.Period == key.Start)?.Before;
}
