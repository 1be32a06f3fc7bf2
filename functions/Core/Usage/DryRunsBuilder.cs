using System.Collections.ObjectModel;

namespace Tallystick.Core.Usage;

/// <summary>Makes the dry runs of a window, by metric id, from those that stand and what comes in. Hardly any window has one.</summary>
/// <param name="standing">What stands, or null; stays as it is.</param>
internal struct DryRunsBuilder(IReadOnlyDictionary<string, IReadOnlyList<DryRun>>? standing)
{
    private Dictionary<string, IReadOnlyList<DryRun>>? changed;

    /// <summary>Adds a reading that the wallet was asked for, in log order.</summary>
    internal void Add(ChargedReading charged, LogPosition position)
    {
        if (charged.Owed == 0 && (standing is null || standing.Count == 0) && changed is null)
        {
            return;
        }

        var metric = charged.Reading.Metric.Id.ToString();
        changed ??= (standing ?? ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty).ToDictionary(
            runs => runs.Key, IReadOnlyList<DryRun> (runs) => runs.Value.ToList());
        var hasRoom = changed.Values.Sum(runs => runs.Count) < DryRun.Max;
        if (changed.TryGetValue(metric, out var known))
        {
            DryRun.Add((List<DryRun>)known, position, charged.Paid, charged.Owed, hasRoom);
        }
        else if (charged.Owed != 0 && hasRoom)
        {
            List<DryRun> runs = [];
            DryRun.Add(runs, position, charged.Paid, charged.Owed, hasRoom);
            changed[metric] = runs;
        }
    }

    /// <summary>The runs. The builder must not be used afterwards.</summary>
    internal readonly IReadOnlyDictionary<string, IReadOnlyList<DryRun>> Build() =>
        changed ?? standing ?? ReadOnlyDictionary<string, IReadOnlyList<DryRun>>.Empty;
}
