using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class DryRunTests
{
    private static readonly Instant Hour = UsageWindow.HourOf(Noon);

    private static LogPosition At(int sequence) => new(0, 0, sequence, 0);

    private static UsageWindow Fold(UsageWindow? window, int sequence, decimal paid, decimal owed)
    {
        var charged = new ChargedReading(ReadingOf(MetricOf(Tallystick.Core.Catalog.Aggregation.Sum), 1), paid, owed);
        return UsageWindow.Fold(window, Hour, [new CountedUsage(DeliveryOf(Typed("k", "{}"), sequence), [charged], default)]);
    }

    [Fact]
    public void A_window_tells_of_each_event_what_the_wallet_paid_however_often_it_ran_dry()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            UsageWindow? window = null;
            var all = new List<(decimal Paid, decimal Owed)>();
            for (var i = 0; i < 30; i++)
            {
                // As a wallet pays: once it could not pay in full it is empty, until it is filled again.
                var isEmpty = all.Count > 0 && all[^1].Owed > 0 && random.Next(3) > 0;
                all.Add(random.Next(5) == 0 ? (0, 0) : isEmpty ? (0, random.Next(1, 9)) : (random.Next(1, 9), random.Next(2) * random.Next(1, 9)));
                var written = Fold(window, i, all[^1].Paid, all[^1].Owed).ToBody();
                window = new StoredDocument("win", "1", written).As<UsageWindow>();
            }

            var runs = window!.Dry.GetValueOrDefault("bm_1", []);
            var told = all.Select((one, i) => DryRun.OwedFor(runs, At(i), one.Paid + one.Owed));
            Assert.True(all.Select(one => one.Owed).SequenceEqual(told), $"seed {seed}");
        }
    }

    [Fact]
    public void A_long_dry_stretch_takes_no_more_room_than_a_short_one()
    {
        UsageWindow? window = null;
        for (var i = 0; i < 500; i++)
        {
            window = Fold(window, i, 0, 3);
        }

        Assert.Equal(new DryRun(At(0), 3), Assert.Single(window!.Dry["bm_1"]));
    }

    [Fact]
    public void Readings_of_one_event_owe_together()
    {
        var metric = MetricOf(Tallystick.Core.Catalog.Aggregation.Sum);
        ChargedReading[] readings = [new(ReadingOf(metric, 1), 2, 0), new(ReadingOf(metric, 1), 1, 4), new(ReadingOf(metric, 1), 0, 5)];

        var window = UsageWindow.Fold(null, Hour, [new CountedUsage(DeliveryOf(Typed("k", "{}"), 7), readings, default)]);

        Assert.Equal(9, DryRun.OwedFor(window.Dry["bm_1"], At(7), 12));
    }

    [Fact]
    public void A_window_that_was_always_paid_says_nothing_of_it() => Assert.Empty(Fold(Fold(null, 1, 3, 0), 2, 0, 0).Dry);
}
