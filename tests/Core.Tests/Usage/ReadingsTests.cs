using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class ReadingsTests
{
    private static string Read(Metric metric, UsageEvent usage, Instant? enqueuedAt = null)
    {
        var rejection = Readings.Of(usage, enqueuedAt ?? Noon, new MetricSet([metric]), out var readings);
        return rejection?.Code ?? string.Join(" ", readings.Select(reading => reading.Distinct ?? reading.Value.ToString()));
    }

    [Theory]
    [InlineData(Aggregation.Sum, """{"value":1.5}""", "1.5")]
    [InlineData(Aggregation.Sum, """{"value":"1.5"}""", "1.5")]
    [InlineData(Aggregation.Sum, """{"value":0.1}""", "0.1")]
    [InlineData(Aggregation.Sum, """{"value":0}""", "0")]
    [InlineData(Aggregation.Sum, """{"value":-1}""", "VALUE_NEGATIVE")]
    [InlineData(Aggregation.Min, """{"value":-1}""", "-1")]
    [InlineData(Aggregation.Latest, """{"value":-1}""", "-1")]
    [InlineData(Aggregation.Sum, """{"value":true}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":"many"}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":1e3}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":0.0000000001}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":1000000000000000}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":{}}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"value":null}""", "VALUE_INVALID")]
    [InlineData(Aggregation.Sum, """{"other":1}""", "VALUE_MISSING")]
    [InlineData(Aggregation.UniqueCount, """{"value":"user-1"}""", "user-1")]
    [InlineData(Aggregation.UniqueCount, """{"value":17}""", "17")]
    [InlineData(Aggregation.UniqueCount, """{}""", "VALUE_MISSING")]
    public void A_typed_event_is_read_by_the_value_property(Aggregation aggregation, string data, string expected) =>
        Assert.Equal(expected, Read(MetricOf(aggregation), Typed("k", data)));

    [Fact]
    public void Without_a_value_property_an_event_counts_as_one() =>
        Assert.Equal("1", Read(MetricOf(Aggregation.Count, value: null), Typed("k", "{}")));

    [Fact]
    public void A_reported_quantity_is_the_value_also_for_count() =>
        Assert.Equal("10", Read(MetricOf(Aggregation.Count, value: null), Reported("k", 10)));

    [Fact]
    public void An_event_of_no_known_type_is_rejected() =>
        Assert.Equal("UNKNOWN_EVENT_TYPE", Read(MetricOf(Aggregation.Sum), Typed("k", "{}", type: "other")));

    [Fact]
    public void A_quantity_of_no_known_metric_is_rejected() =>
        Assert.Equal("UNKNOWN_METRIC", Read(MetricOf(Aggregation.Sum), Reported("k", 1, metric: "2")));

    [Theory]
    [InlineData(-1, "UNKNOWN_METRIC")]
    [InlineData(0, "1")]
    [InlineData(1, "1")]
    public void A_metric_is_in_force_for_what_the_log_took_at_or_after_it(int millisecondsAfter, string expected) =>
        Assert.Equal(expected, Read(MetricOf(Aggregation.Sum, effectiveAt: Noon), Reported("k", 1), Noon + Duration.FromMilliseconds(millisecondsAfter)));

    [Fact]
    public void Bug_a_metric_made_within_the_millisecond_of_an_event_was_unknown_to_it() =>
        Assert.Equal("1", Read(MetricOf(Aggregation.Sum, effectiveAt: Noon + Duration.FromTicks(9_999)), Reported("k", 1), Noon));

    [Theory]
    [InlineData("""{"tier":"gold"}""", "1")]
    [InlineData("""{"tier":"silver"}""", "1")]
    [InlineData("""{"tier":"iron"}""", "")]
    [InlineData("""{}""", "")]
    public void An_event_that_the_filters_pass_over_measures_nothing_and_is_not_rejected(string data, string expected)
    {
        var metric = MetricOf(Aggregation.Count, value: null) with
        {
            Filters = new Dictionary<string, IReadOnlyList<string>> { ["$.tier"] = ["gold", "silver"] },
        };

        Assert.Equal(expected, Read(metric, Typed("k", data)));
    }

    [Theory]
    [InlineData("""{"lang":{"name":"rust"}}""")]
    [InlineData("""{"lang":{"name":"rust"},"region":null}""")]
    public void Dimensions_are_read_in_the_order_of_their_names_and_a_missing_one_is_empty(string data)
    {
        Assert.True(PropertyPath.TryParse("$.region", out var region) & PropertyPath.TryParse("lang.name", out var language));
        var metric = MetricOf(Aggregation.Count, value: null) with
        {
            GroupBy = new Dictionary<string, PropertyPath> { ["region"] = region!, ["language"] = language!, },
        };

        Assert.Null(Readings.Of(Typed("k", data), Noon, new MetricSet([metric]), out var readings));

        Assert.Equal(["rust", ""], readings[0].Group.Values());
    }
}
