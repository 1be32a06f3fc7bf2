using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

public class FateCountsTests
{
    [Fact]
    public async Task Every_delivery_is_counted_under_its_fate_in_the_hour_that_the_log_took_it()
    {
        var pipeline = await Pipeline.CreateAsync(partitions: 2);
        var first = UsageWindow.HourOf(pipeline.Time.Now);
        await pipeline.AppendAsync(Reported("a", 1), Reported("b", 1), Reported("a", 1), Reported("a", 2), Reported("c", 1, metric: "9"));
        pipeline.Time.Advance(TimeSpan.FromHours(2));
        await pipeline.AppendAsync(Reported("d", 1));
        await pipeline.MeterAllAsync();
        await pipeline.AppendAsync(Reported("e", 1), Reported("f", 1));

        Assert.Equal(
            [new HourFates(first, 0, 2, 1, 1, 1), new HourFates(first + Duration.FromHours(2), 2, 1, 0, 0, 0)],
            await Counts(pipeline).ReadAsync(Tenant, new Period(first, first + Duration.FromHours(3)), default));
    }

    [Fact]
    public async Task Whole_hours_are_counted_and_none_outside_of_the_period()
    {
        var pipeline = await Pipeline.CreateAsync();
        var hour = UsageWindow.HourOf(pipeline.Time.Now);
        await pipeline.AppendAsync(Reported("a", 1));
        await pipeline.MeterAllAsync();

        var touched = new Period(hour + Duration.FromMinutes(10), hour + Duration.FromMinutes(11));
        Assert.Equal(1, Assert.Single(await Counts(pipeline).ReadAsync(Tenant, touched, default)).Counted);
        Assert.Empty(await Counts(pipeline).ReadAsync(Tenant, new Period(hour - Duration.FromHours(5), hour), default));
        Assert.Empty(await Counts(pipeline).ReadAsync(Tenant, new Period(hour + Duration.FromHours(1), hour + Duration.FromHours(5)), default));
    }

    [Fact]
    public async Task What_is_metered_again_in_other_parts_is_not_counted_again()
    {
        var pipeline = await Pipeline.CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await pipeline.AppendAsync(Reported($"k{i % 7}", 1));
        }

        // The counters stand at one position and the progress at an earlier one, as after a crash between the two.
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, (await pipeline.ReadAsync(0, 0)).Take(6).ToList(), default);
        await pipeline.ForgetProgressAsync();
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, (await pipeline.ReadAsync(0, 0)).Take(4).ToList(), default);
        await pipeline.MeterAllAsync();

        var hour = Assert.Single(await Counts(pipeline).ReadAsync(Tenant, pipeline.Lately, default));
        Assert.Equal((7, 3, 10), (hour.Counted, hour.Duplicate, hour.Total));
    }

    private static FateCounts Counts(Pipeline pipeline) => new(pipeline.Log, pipeline.Store);
}
