using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class UsageWindowTests
{
    private static readonly Instant Hour = UsageWindow.HourOf(Noon);
    private static readonly Metric[] Metrics = [.. Enum.GetValues<Aggregation>().Select((aggregation, i) => MetricOf(aggregation, $"{9 - i}"))];

    [Fact]
    public void Events_folded_in_parts_make_the_window_of_all_at_once_and_leave_what_stood_as_it_was()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var random = new Random(seed);
            var counted = Enumerable.Range(0, 60).Select(sequence => Counted(random, sequence)).ToList();
            var all = UsageWindow.Fold(null, Hour, counted);
            UsageWindow? window = null;
            for (var done = 0; done < counted.Count;)
            {
                var part = counted.Skip(done).Take(random.Next(1, 9)).ToList();
                var before = window?.ToBody().ToArray();
                var after = UsageWindow.Fold(window, Hour, part);
                Assert.True(before is null || window!.ToBody().Span.SequenceEqual(before), $"seed {seed}");
                (window, done) = (after, done + part.Count);
            }

            Assert.True(all.ToBody().Span.SequenceEqual(window!.ToBody().Span), $"seed {seed}");
        }
    }

    [Fact]
    public void A_window_is_the_one_that_its_bytes_say()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var random = new Random(seed);
            var window = UsageWindow.Fold(null, Hour, [.. Enumerable.Range(0, 20).Select(sequence => Counted(random, sequence))]);

            var read = new StoredDocument("win", "1", window.ToBody()).As<UsageWindow>();

            Assert.True(read.ToBody().Span.SequenceEqual(window.ToBody().Span), $"seed {seed}");
            Assert.Equal(window.Folds.Select(fold => fold with { Aggregate = default }), read.Folds.Select(fold => fold with { Aggregate = default }));
            Assert.All(window.Folds.Zip(read.Folds), pair => Assert.Equal(pair.First.Aggregate.Value, pair.Second.Aggregate.Value));
        }
    }

    [Fact]
    public void Groups_for_which_a_window_has_no_room_share_one()
    {
        var metric = MetricOf(Aggregation.Sum);
        var counted = Enumerable.Range(0, UsageWindow.MaxGroups + 5).Select(i => Counted(i, metric, $"g{i}", 1)).ToList();
        var window = UsageWindow.Fold(null, Hour, [.. counted, Counted(counted.Count, metric, "g7", 1)]);

        var folds = window.Folds.Of(metric.Id.ToString()).ToDictionary(fold => fold.Group, fold => fold.Aggregate.Value);

        Assert.Equal(UsageWindow.MaxGroups + 1, folds.Count);
        Assert.Equal((2, 5), (folds["g7"], folds[UsageWindow.OtherGroups.ToString()]));
    }

    private static CountedUsage Counted(Random random, int sequence) =>
        Counted(sequence, Metrics[random.Next(Metrics.Length)], random.Next(3) == 0 ? "" : $"g{random.Next(4)}", random.Next(1, 1000) / 100m);

    private static CountedUsage Counted(int sequence, Metric metric, string group, decimal value)
    {
        var reading = ReadingOf(metric, value) with { Group = GroupKey.Parse(group) };
        var usage = DeliveryOf(Typed($"k{sequence}", "{}", Noon + Duration.FromSeconds(sequence)), sequence);
        return new CountedUsage(usage, [new ChargedReading(reading)], ProofKey.Empty.HashOf(usage));
    }
}
