using System.Collections.ObjectModel;

namespace Tallystick.Core.Usage;

/// <summary>Makes the tally runs of a window, by metric id, from those that stand and what comes in. Most windows have none.</summary>
/// <param name="standing">What stands, or null; stays as it is.</param>
internal struct TallyRunsBuilder(IReadOnlyDictionary<string, IReadOnlyList<TallyRun>>? standing)
{
    private SortedDictionary<string, IReadOnlyList<TallyRun>>? changed;

    /// <summary>Adds what an event moved, in log order.</summary>
    internal void Add(TallyMove move, LogPosition position)
    {
        if (changed is null)
        {
            changed = new(StringComparer.Ordinal);
            foreach (var (metric, known) in standing ?? ReadOnlyDictionary<string, IReadOnlyList<TallyRun>>.Empty)
            {
                changed[metric] = known.ToList();
            }
        }

        if (!changed.TryGetValue(move.Metric, out var list))
        {
            changed[move.Metric] = list = new List<TallyRun>();
        }

        var runs = (List<TallyRun>)list;
        var last = runs.FindLastIndex(run => run.Period == move.Key.Start);
        if (last >= 0 && (runs[last].After == move.Before || changed.Values.Sum(some => some.Count) >= TallyRun.Max))
        {
            runs[last] = runs[last] with { After = move.After };
        }
        else
        {
            runs.Add(new TallyRun(position, move.Key.Start, move.Before, move.After));
        }
    }

    /// <summary>The runs. The builder must not be used afterwards.</summary>
    internal readonly IReadOnlyDictionary<string, IReadOnlyList<TallyRun>> Build() =>
        changed ?? standing ?? ReadOnlyDictionary<string, IReadOnlyList<TallyRun>>.Empty;
}
