using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Billing;

public class RetentionTests
{
    private static readonly RetentionSettings Short = new() { Claims = Duration.FromDays(40), Log = Duration.FromDays(40) };

    [Fact]
    public async Task Claims_are_forgotten_after_their_time_and_the_log_is_kept_unless_it_has_one()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(399));
        Assert.Equal((0, 0), await RunAsync(pipeline, new RetentionSettings()));

        pipeline.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((1, 0), await RunAsync(pipeline, new RetentionSettings()));
        Assert.Null(await pipeline.Fates().FindAsync(Tenant, DeliveryOf(Reported("a", 1)).Event, default));
    }

    [Fact]
    public async Task The_log_is_kept_until_the_periods_that_need_it_are_closed()
    {
        var pipeline = await Pipeline.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await pipeline.AppendAsync(Reported($"k{i}", 1));
        }

        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(100));
        await OpenAsync(pipeline, 1);
        Assert.Equal(0, (await RunAsync(pipeline, Short)).Records);

        await OpenAsync(pipeline, 4);
        Assert.Equal(4, (await RunAsync(pipeline, Short)).Records);
    }

    [Fact]
    public async Task What_is_not_metered_is_kept_however_old_it_is()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 1));
        await pipeline.MeterAllAsync();
        await pipeline.AppendAsync(Reported("b", 1));
        await pipeline.AppendAsync(Reported("c", 1));
        pipeline.Time.Advance(TimeSpan.FromDays(100));

        Assert.Equal(1, (await RunAsync(pipeline, Short)).Records);
        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, await pipeline.ReadAsync(0, 1), default);
        Assert.Equal(3, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task Periods_that_part_an_hour_are_read_right_without_claims_and_refused_without_the_log()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 1, Noon), Reported("b", 10, Noon + Duration.FromMinutes(30)), Reported("a", 1, Noon), Reported("a", 5, Noon));
        await pipeline.AppendAsync(Reported("last", 1, Noon + Duration.FromHours(3)));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(3, (await RunAsync(pipeline, Short with { Log = null })).Claims);

        var quarter = new Period(Noon, Noon + Duration.FromMinutes(15));
        var metric = MetricOf(Tallystick.Core.Catalog.Aggregation.Sum);
        Assert.Equal(1, (await pipeline.Reader().ReadAsync(Account, metric, [quarter], null, false, default))[0].Total(metric.Aggregation).Value);

        Assert.Equal(1, (await RunAsync(pipeline, Short)).Records);
        await Assert.ThrowsAsync<RecordsPurgedException>(() => pipeline.Reader().ReadAsync(Account, metric, [quarter], null, false, default));
        var whole = new Period(Noon, Noon + Duration.FromHours(1));
        Assert.Equal(11, (await pipeline.Reader().ReadAsync(Account, metric, [whole], null, false, default))[0].Total(metric.Aggregation).Value);
    }

    [Fact]
    public async Task A_rejected_event_that_is_older_than_claims_are_kept_is_not_replayed()
    {
        var pipeline = await Pipeline.CreateAsync();
        var usage = Reported("a", 1, metric: "9");
        await pipeline.AppendAsync(usage);
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(401));
        await RunAsync(pipeline, new RetentionSettings());

        Assert.False((await pipeline.Replay.ReplayAsync(Tenant, DeliveryOf(usage).Event, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("EVENT_TOO_OLD", refused!.Code);
        Assert.Equal(new ReplayPage(0, 0, 0, null), await pipeline.Replay.ReplayAsync(Tenant, new OutcomeFilter(), 10, null, pipeline.Time.Now, default));
    }

    [Fact]
    public async Task The_log_of_a_subscription_that_ended_is_needed_until_its_run_off_is_closed()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = pipeline.Start + Duration.FromDays(10), EndRecordedAt = pipeline.Start });
        await Months.CloseAsync(pipeline, 0, days: 11);
        Assert.Equal(pipeline.Start - new UsageLimits().MaxAhead, await pipeline.LogNeeds.EarliestAsync(default));

        var due = Assert.Single(await pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due"), default));
        pipeline.Time.Advance(TimeSpan.FromDays(35));
        Assert.True(await pipeline.Closer().CloseAsync(due, default));
        Assert.Equal(Instant.MaxValue, await pipeline.LogNeeds.EarliestAsync(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bug_The_log_is_needed_for_what_came_into_a_period_of_long_ago_until_it_is_billed(bool isVoid)
    {
        var (a, b) = (Reported("a", 3), Reported("b", 5));
        var pipeline = await Months.JanuaryAsync(await Pipeline.CreateAsync(), a, b);
        for (var index = 1; index < 5; index++)
        {
            await Months.CloseAsync(pipeline, index, days: 31);
        }

        await Months.ReportAsync(pipeline, isVoid ? Months.Void(a) : Reported("found", 3) with { IsBackfill = true, Reason = "found" });
        await OpenAsync(pipeline, 5);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        var settings = Short with { Claims = Duration.FromDays(400) };
        Assert.Equal(0, (await RunAsync(pipeline, settings)).Records);

        await Months.CloseAsync(pipeline, 5, days: 0);
        Assert.Equal(isVoid ? -6m : 6m, (await Months.InvoicesAsync(pipeline))[^1].GrandTotal);
        await OpenAsync(pipeline, 6);
        Assert.NotEqual(0, (await RunAsync(pipeline, settings)).Records);
    }

    [Fact]
    public async Task Bug_What_comes_into_an_hour_whose_records_are_forgotten_does_not_stop_billing_and_is_named()
    {
        var pipeline = await Months.JanuaryAsync(await Pipeline.CreateAsync(), Reported("a", 3));
        var february = pipeline.Start + Duration.FromDays(31);
        await Months.ReportAsync(pipeline, Reported("b", 5, february));
        for (var index = 1; index < 5; index++)
        {
            await Months.CloseAsync(pipeline, index, days: 31);
        }

        await OpenAsync(pipeline, 5);
        Assert.Equal(1, (await RunAsync(pipeline, Short)).Records);
        var found = Reported("found", 10) with { IsBackfill = true, Reason = "found" };
        await Months.ReportAsync(pipeline, found, found with { Key = "february", OccurredAt = february });
        await Months.CloseAsync(pipeline, 5, days: 31);
        await Months.CloseAsync(pipeline, 6, days: 31);

        var periods = await pipeline.Store.ListAllAsync<BillingPeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "period:"), default);
        Assert.Equal([0], periods[5].Unrated);
        Assert.Equal([20m, 0m], (await Months.InvoicesAsync(pipeline)).TakeLast(2).Select(invoice => invoice.GrandTotal));
    }

    [Theory]
    [InlineData(35, null, false)]
    [InlineData(36, null, true)]
    [InlineData(400, 399, false)]
    [InlineData(400, 400, true)]
    public void What_is_kept_too_short_to_be_right_is_refused(int claimDays, int? logDays, bool allowed) =>
        Assert.Equal(
            allowed,
            new RetentionSettings { Claims = Duration.FromDays(claimDays), Log = logDays is { } days ? Duration.FromDays(days) : null }.Problem is null);

    [Fact]
    public void A_retry_that_says_its_time_is_refused_by_its_time_before_its_claim_is_forgotten()
    {
        var limits = new UsageLimits();
        var claimedAt = Noon;
        var latestOccurrence = claimedAt + limits.MaxAhead;

        Assert.False(limits.Takes(latestOccurrence, claimedAt + RetentionSettings.Shortest));
    }

    private static async Task OpenAsync(Pipeline pipeline, int index)
    {
        foreach (var due in await pipeline.Store.ListAsync(DocumentRange.WithPrefix($"{Tenant}/billing", "due"), descending: false, 0, 10, default))
        {
            await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Delete(due.Id, due.ETag)], default);
        }

        var entry = new DuePeriod(Tenant, pipeline.Subscription, index, $"due:{index}");
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Put(entry.Entry, entry.ToBody())], default);
    }

    private static Task<(long Claims, long Records)> RunAsync(Pipeline pipeline, RetentionSettings settings) =>
        new Retention(pipeline.Claims, pipeline.Log, pipeline.LogNeeds, pipeline.Store, settings).RunAsync(pipeline.Time.Now, default);
}
