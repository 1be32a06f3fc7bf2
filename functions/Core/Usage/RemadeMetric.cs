using Tallystick.Core.Catalog;

namespace Tallystick.Core.Usage;

/// <summary>The values of one metric in one window, made anew from the events that still count.</summary>
internal sealed class RemadeMetric(Metric metric)
{
    private readonly MetricSet only = new([metric]);
    private readonly List<(string Group, Aggregate One)> values = [];

    /// <summary>The metric.</summary>
    internal Metric Metric => metric;

    /// <summary>The metrics of what is taken away whose folds nothing can be subtracted from, without values yet.</summary>
    internal static List<RemadeMetric> Of(IReadOnlyList<ChargedReading> taken) =>
    [
        .. taken.Select(charged => charged.Reading.Metric).Where(metric => !Aggregate.IsSubtractable(metric.Aggregation))
            .DistinctBy(metric => metric.Id).Select(metric => new RemadeMetric(metric)),
    ];

    /// <summary>Adds an event that counts.</summary>
    internal void Add(Delivery delivery)
    {
        Readings.Of(delivery.Usage!.Only(metric.Id), delivery.EnqueuedAt, only, out var readings);
        foreach (var reading in readings)
        {
            values.Add((reading.Group.ToString(), Aggregate.Of(metric.Aggregation, reading, delivery.Usage.OccurredAt, delivery.Position)));
        }
    }

    /// <summary>The folds, by the groups that a window keeps apart.</summary>
    /// <param name="groupOf">The group of the window that a group falls into.</param>
    internal IReadOnlyDictionary<string, Aggregate> Folds(Func<string, string> groupOf) =>
        values.GroupBy(value => groupOf(value.Group))
            .ToDictionary(group => group.Key, group => group.Aggregate(default(Aggregate), (sum, value) => Aggregate.Merge(metric.Aggregation, sum, value.One)));
}
