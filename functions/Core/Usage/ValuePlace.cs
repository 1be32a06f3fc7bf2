namespace Tallystick.Core.Usage;

/// <summary>A value that UNIQUE_COUNT tells apart, and in which metric and group.</summary>
/// <param name="Fold">The hash of metric and group.</param>
/// <param name="Value">The value's hash.</param>
internal readonly record struct ValuePlace(string Fold, string Value)
{
    /// <summary>The hash of a fold's metric and group.</summary>
    internal static string HashOf(WindowFold fold) => Aggregate.HashOf($"{fold.Metric}:{fold.Group}");

    /// <summary>Those of a window's folds, in their order.</summary>
    internal static IEnumerable<ValuePlace> Of(WindowFolds folds)
    {
        foreach (var fold in folds.Where(fold => fold.Aggregate.Distinct is { Count: > 0 }))
        {
            var hash = HashOf(fold);
            foreach (var value in fold.Aggregate.Distinct!)
            {
                yield return new ValuePlace(hash, value);
            }
        }
    }

    /// <summary>Those of a document beside a window.</summary>
    internal static IEnumerable<ValuePlace> Of(SpilledValues spilled) =>
        spilled.Sets.SelectMany(set => set.Values.Select(value => new ValuePlace(set.Fold, value)));

    /// <summary>The document of some.</summary>
    internal static SpilledValues ToSpilled(IEnumerable<ValuePlace> places) =>
        new([.. places.GroupBy(place => place.Fold).Select(set => new SpilledSet(set.Key, [.. set.Select(place => place.Value)]))]);
}
