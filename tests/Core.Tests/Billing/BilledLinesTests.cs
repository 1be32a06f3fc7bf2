using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

public class BilledLinesTests
{
    private static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);

    [Fact]
    public async Task An_event_is_on_the_line_of_its_metric_once_its_period_has_an_invoice_and_on_none_before()
    {
        var pipeline = await Pipeline.CreateAsync();
        var (first, second) = (Reported("a", 1), Reported("b", 1, metric: "2"));
        await pipeline.AppendAsync(first, second);
        await pipeline.MeterAllAsync();
        Assert.Empty(await LinesAsync(pipeline, first));

        await CloseAsync(pipeline, 0);
        Assert.Equal(("INV-000001", 1, "bm_1"), Line(Assert.Single(await LinesAsync(pipeline, first))));
        Assert.Equal(("INV-000001", 2, "bm_2"), Line(Assert.Single(await LinesAsync(pipeline, second))));
    }

    [Fact]
    public async Task An_event_that_measures_two_metrics_is_on_two_lines()
    {
        var pipeline = await Pipeline.CreateAsync();
        var both = Reported("a", 1) with { Measurements = [.. Reported("a", 1).Measurements, .. Reported("a", 2, metric: "2").Measurements] };
        await pipeline.AppendAsync(both);
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 0);

        Assert.Equal([1, 2], (await LinesAsync(pipeline, both)).Select(line => line.LineId));
    }

    [Fact]
    public async Task A_late_event_is_on_the_late_line_of_the_next_invoice()
    {
        var pipeline = await Pipeline.CreateAsync();
        await CloseAsync(pipeline, 0);
        var (late, current) = (Reported("late", 1), Reported("current", 1, February));
        await pipeline.AppendAsync(late, current);
        await pipeline.MeterAllAsync();
        Assert.Empty(await LinesAsync(pipeline, late));

        await CloseAsync(pipeline, 1);
        Assert.Equal(("INV-000002", 3, "bm_1"), Line(Assert.Single(await LinesAsync(pipeline, late))));
        Assert.Equal(("INV-000002", 1, "bm_1"), Line(Assert.Single(await LinesAsync(pipeline, current))));
    }

    private static async Task CloseAsync(Pipeline pipeline, int index)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(new DuePeriod(Tenant, pipeline.Subscription, index, $"due:{index}"), default));
    }

    private static async Task<IReadOnlyList<BilledLine>> LinesAsync(Pipeline pipeline, UsageEvent usage)
    {
        var fate = await pipeline.Fates().FindAsync(Tenant, DeliveryOf(usage).Event, default);
        return await new BilledLines(pipeline.Store, pipeline.Terms).FindAsync(fate!.Delivery, default);
    }

    private static (string?, int, string) Line(BilledLine line) => (line.Number, line.LineId, line.MetricId);
}
