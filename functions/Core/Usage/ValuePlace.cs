namespace Tallystick.Core.Usage;

/// <summary>A value that UNIQUE_COUNT tells apart, and in which metric and group.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="Group">The group.</param>
/// <param name="Value">The value's hash.</param>
internal readonly record struct ValuePlace(string Metric, string Group, string Value)
{
    /// <summary>Those of a window's folds, in their order.</summary>
    internal static IEnumerable<ValuePlace> Of(WindowFolds folds) =>
        folds.Where(fold => fold.Aggregate.Distinct is not null)
            .SelectMany(fold => fold.Aggregate.Distinct!.Select(value => new ValuePlace(fold.Metric, fold.Group, value)));

    /// <summary>Those of a document beside a window.</summary>
    internal static IEnumerable<ValuePlace> Of(SpilledValues spilled) =>
        spilled.Sets.SelectMany(set => set.Values.Select(value => new ValuePlace(set.Metric, set.Group, value)));

    /// <summary>The document of some.</summary>
    internal static SpilledValues ToSpilled(IEnumerable<ValuePlace> places) =>
        new([.. places.GroupBy(place => (place.Metric, place.Group)).Select(set => new SpilledSet(set.Key.Metric, set.Key.Group, [.. set.Select(place => place.Value)]))]);
}
