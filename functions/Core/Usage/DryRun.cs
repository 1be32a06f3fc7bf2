namespace Tallystick.Core.Usage;

/// <summary>
/// A stretch of a window's events that the wallet did not pay for: where it ran dry, and where it was filled again. Together with the prices it
/// tells of each event what was paid, in a few numbers however many events there are.
/// </summary>
/// <param name="From">The first event that was not paid in full.</param>
/// <param name="Owed">
/// What is owed for that event, not 0; below 0 where it was given back of what is owed. Of those behind it nothing was paid, and nothing given back to the wallet.
/// </param>
/// <param name="Until">The first event behind it for which something was paid or given back; null where there is none.</param>
public sealed record DryRun(LogPosition From, decimal Owed, LogPosition? Until = null)
{
    /// <summary>The most stretches that a window tells apart, of all metrics; what comes behind counts to the last of its metric.</summary>
    public const int Max = 2000;

    /// <summary>What is owed for an event.</summary>
    /// <param name="runs">The stretches of its window and metric, in log order.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="charge">What the wallet was asked for it; below 0 where it was to get something back.</param>
    public static decimal OwedFor(IReadOnlyList<DryRun> runs, LogPosition position, decimal charge)
    {
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            if (runs[i].From.CompareTo(position) <= 0)
            {
                return runs[i].From == position ? Math.Clamp(runs[i].Owed, Math.Min(0, charge), Math.Max(0, charge))
                    : runs[i].Until is { } until && until.CompareTo(position) <= 0 ? 0
                    : charge;
            }
        }

        return 0;
    }

    /// <summary>Adds a reading that the wallet was asked for, in log order.</summary>
    /// <param name="runs">The stretches before it; changed.</param>
    /// <param name="position">Where its event stands.</param>
    /// <param name="paid">What was paid; below 0 for what was given back.</param>
    /// <param name="owed">What is owed; below 0 for what is not owed any more.</param>
    /// <param name="hasRoom">False where its window has <see cref="Max"/> of them.</param>
    internal static void Add(List<DryRun> runs, LogPosition position, decimal paid, decimal owed, bool hasRoom)
    {
        var open = runs.Count > 0 && runs[^1].Until is null ? runs[^1] : null;
        if (open?.From == position)
        {
            // Another reading of the event: an event's first readings are paid first.
            runs[^1] = open with { Owed = open.Owed + owed };
            return;
        }

        if (open is not null && paid != 0)
        {
            runs[^1] = open with { Until = position };
        }

        if (owed != 0 && (open is null || paid != 0) && hasRoom)
        {
            runs.Add(new DryRun(position, owed));
        }
    }
}
