using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>Gathers the answer to a question from what is read piece by piece.</summary>
internal sealed class MeterSums(MeterQuery query)
{
    private const char Joint = '\u001f';
    private readonly Aggregation aggregation = query.Metric.Aggregation;
    private readonly List<string> dimensions = [.. query.Metric.GroupBy.Keys.Order(StringComparer.Ordinal)];
    private readonly Aggregate[] windows = new Aggregate[query.Windows.Count];
    private readonly Dictionary<string, Aggregate> groups = [];

    /// <summary>Adds what was used in a window of the question, or in a part of it.</summary>
    internal void Add(int window, Bucketed read)
    {
        foreach (var (key, aggregate) in read.Groups)
        {
            if (Passes(key))
            {
                windows[window] = Aggregate.Merge(aggregation, windows[window], aggregate);
                var name = NameOf(key);
                groups[name] = Aggregate.Merge(aggregation, groups.GetValueOrDefault(name), aggregate);
            }
        }
    }

    /// <summary>The answer, of all that was added.</summary>
    internal MeterAnswer ToAnswer()
    {
        var total = windows.Aggregate(default(Aggregate), (sum, window) => Aggregate.Merge(aggregation, sum, window));
        return new MeterAnswer(
            total.Quantity(aggregation),
            [.. query.Windows.Zip(windows, (period, sum) => new MeterWindow(period, sum.Quantity(aggregation), sum.Events))],
            query.GroupBy.Count == 0 ? [] : Largest());
    }

    private List<MeterGroup> Largest() =>
    [
        .. groups.OrderByDescending(group => group.Value.Events).ThenBy(group => group.Key, StringComparer.Ordinal).Take(query.GroupLimit)
            .Select(group => new MeterGroup(
                query.GroupBy.Zip(group.Key.Split(Joint)).ToDictionary(pair => pair.First, pair => pair.Second),
                group.Value.Quantity(aggregation),
                group.Value.Events)),
    ];

    private bool Passes(GroupKey key) => query.Filters.Count == 0 || query.Filters.All(filter => filter.Value.Contains(ValueOf(key, filter.Key)));

    private string NameOf(GroupKey key) =>
        query.GroupBy.Count == 0 ? "" : string.Join(Joint, query.GroupBy.Select(dimension => ValueOf(key, dimension)));

    // The group for which a window had no room has one value, whatever the dimensions.
    private string ValueOf(GroupKey key, string dimension) =>
        key == UsageWindow.OtherGroups ? key.ToString() : key.Values()[dimensions.IndexOf(dimension)];
}
