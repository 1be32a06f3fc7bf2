using System.Collections;

namespace Tallystick.Core.Usage;

/// <summary>The folds of a window, by metric and then by group. Never changes: <see cref="WindowFoldsBuilder"/> makes another.</summary>
/// <remarks>A sorted array in place of a dictionary of dictionaries: most windows have few folds, and metering makes one anew for every account of
/// every batch.</remarks>
public sealed class WindowFolds : IReadOnlyList<WindowFold>
{
    private readonly ArraySegment<WindowFold> folds;

    private WindowFolds(ArraySegment<WindowFold> sorted) => folds = sorted;

    /// <summary>No folds.</summary>
    public static WindowFolds Empty { get; } = new([]);

    /// <summary>The folds of some, in any order; no group of a metric is twice among them.</summary>
    public static WindowFolds Of(IReadOnlyCollection<WindowFold> folds)
    {
        var sorted = folds.ToArray();
        Array.Sort(sorted, (one, other) => Compare(one, other.Metric, other.Group));
        return new(sorted);
    }

    /// <summary>The folds of some that stand in their order and are not changed any more.</summary>
    internal static WindowFolds OfSorted(ArraySegment<WindowFold> sorted) => new(sorted);

    /// <inheritdoc/>
    public int Count => folds.Count;

    /// <inheritdoc/>
    public WindowFold this[int index] => folds[index];

    /// <summary>True where a metric has folds.</summary>
    public bool Has(string metric) => FirstOf(metric) is var first && first < Count && folds[first].Metric == metric;

    /// <summary>True where a metric had too many groups to tell all apart.</summary>
    public bool HasOthers(string metric)
    {
        Find(AsSpan(), metric, UsageWindow.OtherGroups.ToString(), out var found);
        return found;
    }

    /// <summary>The folds of a metric; none where it has none.</summary>
    public IEnumerable<WindowFold> Of(string metric)
    {
        for (var i = FirstOf(metric); i < Count && folds[i].Metric == metric; i++)
        {
            yield return folds[i];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<WindowFold> GetEnumerator() => ((IEnumerable<WindowFold>)folds).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The folds, in their order.</summary>
    internal ReadOnlySpan<WindowFold> AsSpan() => folds;

    /// <summary>Where a fold is among sorted ones, or where it would have to stand.</summary>
    internal static int Find(ReadOnlySpan<WindowFold> sorted, string metric, string group, out bool found)
    {
        var (low, high) = (0, sorted.Length);
        found = false;
        while (low < high && !found)
        {
            var middle = (low + high) / 2;
            var order = Compare(sorted[middle], metric, group);
            found = order == 0;
            (low, high) = order < 0 ? (middle + 1, high) : (found ? middle : low, middle);
        }

        return low;
    }

    private static int Compare(in WindowFold fold, string metric, string group)
    {
        var byMetric = string.CompareOrdinal(fold.Metric, metric);
        return byMetric != 0 ? byMetric : string.CompareOrdinal(fold.Group, group);
    }

    private int FirstOf(string metric) => Find(AsSpan(), metric, "", out _);
}
