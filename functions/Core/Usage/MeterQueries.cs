using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Answers questions about the use of metrics, from the windows.</summary>
/// <param name="store">Where the customers are.</param>
/// <param name="reader">Adds up.</param>
public sealed class MeterQueries(IDocumentStore store, UsageReader reader)
{
    private const char Joint = '\u001f';

    /// <summary>Answers a question.</summary>
    public async Task<MeterAnswer> AskAsync(Tenant tenant, MeterQuery query, CancellationToken cancellation)
    {
        var aggregation = query.Metric.Aggregation;
        var dimensions = query.Metric.GroupBy.Keys.Order(StringComparer.Ordinal).ToList();
        var windows = new Aggregate[query.Windows.Count];
        var groups = new Dictionary<string, Aggregate>();
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, query.Customer, cancellation))
        {
            var read = await reader.ReadAsync(account, query.Metric, query.Windows, covers: null, cancellation);
            for (var i = 0; i < windows.Length; i++)
            {
                foreach (var (key, aggregate) in read[i].Groups.Where(group => Passes(group.Key, dimensions, query.Filters)))
                {
                    windows[i] = Aggregate.Merge(aggregation, windows[i], aggregate);
                    var name = NameOf(key, dimensions, query.GroupBy);
                    groups[name] = Aggregate.Merge(aggregation, groups.GetValueOrDefault(name), aggregate);
                }
            }
        }

        var total = windows.Aggregate(default(Aggregate), (sum, window) => Aggregate.Merge(aggregation, sum, window));
        return new MeterAnswer(
            total.Quantity(aggregation),
            [.. query.Windows.Zip(windows, (period, sum) => new MeterWindow(period, sum.Quantity(aggregation), sum.Events))],
            query.GroupBy.Count == 0 ? [] : Largest(groups, query));
    }

    private static List<MeterGroup> Largest(Dictionary<string, Aggregate> groups, MeterQuery query) =>
    [
        .. groups.OrderByDescending(group => group.Value.Events).ThenBy(group => group.Key, StringComparer.Ordinal).Take(query.GroupLimit)
            .Select(group => new MeterGroup(
                query.GroupBy.Zip(group.Key.Split(Joint)).ToDictionary(pair => pair.First, pair => pair.Second),
                group.Value.Quantity(query.Metric.Aggregation),
                group.Value.Events)),
    ];

    private static bool Passes(GroupKey key, List<string> dimensions, IReadOnlyDictionary<string, IReadOnlyList<string>> filters) =>
        filters.All(filter => filter.Value.Contains(ValueOf(key, dimensions, filter.Key)));

    private static string NameOf(GroupKey key, List<string> dimensions, IReadOnlyList<string> groupBy) =>
        string.Join(Joint, groupBy.Select(dimension => ValueOf(key, dimensions, dimension)));

    // The group for which a window had no room has one value, whatever the dimensions.
    private static string ValueOf(GroupKey key, List<string> dimensions, string dimension) =>
        key == UsageWindow.OtherGroups ? key.ToString() : key.Values()[dimensions.IndexOf(dimension)];
}
