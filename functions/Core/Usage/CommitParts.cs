using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>Parts the counted deliveries of an account into what fits a commit. Pure.</summary>
internal static class CommitParts
{
    // 20 windows with what tells of their revision, 24 holds with their journal entries, the wallet and its debit: under the 100 writes of a commit.
    private const int MaxWindows = 20;
    private const int MaxHolds = 24;

    /// <summary>True where they are sure to fit one commit, and none is a correction.</summary>
    internal static bool FitsOne(List<CountedUsage> counted)
    {
        var hours = new List<Instant>(1);
        var holds = 0;
        foreach (var usage in counted)
        {
            holds += usage.Usage.Hold is null ? 0 : 1;
            if (hours.Count == 0 || (hours[^1] != usage.Hour && !hours.Contains(usage.Hour)))
            {
                hours.Add(usage.Hour);
            }

            if (hours.Count > MaxWindows || holds > MaxHolds || usage.Corrects is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Parts that fit a commit each, in order; a correction is a part of its own.</summary>
    /// <param name="counted">At least one.</param>
    internal static IEnumerable<List<CountedUsage>> Of(List<CountedUsage> counted)
    {
        var chunk = new List<CountedUsage>();
        var hours = new HashSet<Instant>();
        var holds = new HashSet<string>();
        foreach (var accepted in counted)
        {
            hours.Add(accepted.Hour);
            if (accepted.Usage.Hold is { } hold)
            {
                holds.Add(hold);
            }

            // A correction is folded alone: what it takes away must stand in the ledger.
            if (hours.Count > MaxWindows || holds.Count > MaxHolds || (chunk.Count > 0 && (accepted.Corrects ?? chunk[^1].Corrects) is not null))
            {
                yield return chunk;
                chunk = [];
                hours = [accepted.Hour];
                holds = accepted.Usage.Hold is { } first ? [first] : [];
            }

            chunk.Add(accepted);
        }

        yield return chunk;
    }
}
