using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class AggregateTests
{
    public static TheoryData<Aggregation> All => [.. Enum.GetValues<Aggregation>()];

    [Theory]
    [InlineData(Aggregation.Sum, "6.5")]
    [InlineData(Aggregation.Count, "6.5")]
    [InlineData(Aggregation.Avg, "1.625")]
    [InlineData(Aggregation.Min, "-2")]
    [InlineData(Aggregation.Max, "5")]
    [InlineData(Aggregation.UniqueCount, "4")]
    [InlineData(Aggregation.Latest, "3")]
    public void Values_come_to_a_quantity(Aggregation aggregation, string expected)
    {
        var metric = MetricOf(aggregation);
        decimal[] values = [0.5m, 5, -2, 3];

        var fold = values.Select((value, i) => Aggregate.Of(aggregation, ReadingOf(metric, value), Noon + Duration.FromSeconds(i), new LogPosition(0, 0, i, 0)))
            .Aggregate((left, right) => Aggregate.Merge(aggregation, left, right));

        Assert.Equal(expected, DecimalJsonConverter.Format(fold.Quantity(aggregation)));
        Assert.Equal(4, fold.Events);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_fold_does_not_depend_on_order_or_grouping(Aggregation aggregation)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var metric = MetricOf(aggregation);
            var parts = Enumerable.Range(0, random.Next(1, 12)).Select(i => Aggregate.Of(
                aggregation, ReadingOf(metric, random.Next(-5, 5) / 4m), Noon + Duration.FromSeconds(random.Next(3)), new LogPosition(0, random.Next(2), i, 0))).ToList();
            var inOrder = parts.Aggregate(default(Aggregate), (left, right) => Aggregate.Merge(aggregation, left, right));

            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            var cut = random.Next(shuffled.Length + 1);
            var left = shuffled[..cut].Aggregate(default(Aggregate), (sum, one) => Aggregate.Merge(aggregation, sum, one));
            var right = shuffled[cut..].Aggregate(default(Aggregate), (sum, one) => Aggregate.Merge(aggregation, one, sum));
            var other = Aggregate.Merge(aggregation, left, right);

            Assert.True(
                System.Text.Encoding.UTF8.GetString(inOrder.ToBody().Span) == System.Text.Encoding.UTF8.GetString(other.ToBody().Span), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_fold_reads_back_from_its_document(Aggregation aggregation)
    {
        var fold = Aggregate.Of(aggregation, ReadingOf(MetricOf(aggregation), 1.25m), Noon, new LogPosition(1, 2, 3, 4)) with { Paid = 0.5m, Owed = 0.75m, Cost = ExactAmount.Product(0.123456789m, 0.000000001m) };

        var read = System.Text.Json.JsonSerializer.Deserialize<Aggregate>(fold.ToBody().Span, DocumentJson.Options);

        Assert.Equal(fold.Quantity(aggregation), read.Quantity(aggregation));
        Assert.Equal((fold.Events, fold.Paid, fold.Owed, fold.Latest, fold.Cost), (read.Events, read.Paid, read.Owed, read.Latest, read.Cost));
    }
}
