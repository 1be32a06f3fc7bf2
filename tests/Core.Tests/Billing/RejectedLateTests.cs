using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Plans that take nothing late: what comes after the seal is rejected, whenever it is metered.</summary>
public class RejectedLateTests
{
    private static DuePeriod Due(Pipeline pipeline) => new(Tenant, pipeline.Subscription, 0, "due:0");

    private static async Task<(EventStatus, string?)> FateAsync(Pipeline pipeline, string key)
    {
        var fate = await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, key), default);
        return (fate!.Status, fate.Rejection?.Code);
    }

    private static async Task<Pipeline> ClosedAsync(params UsageEvent[] events)
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.Reject);
        await pipeline.AppendAsync(events);
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        return pipeline;
    }

    [Fact]
    public async Task What_comes_after_the_seal_is_rejected_and_so_is_a_correction()
    {
        var pipeline = await ClosedAsync(Reported("in time", 1));
        await pipeline.AppendAsync(
            Reported("late", 10),
            new UsageEvent { Key = "void", OccurredAt = Noon, TimestampGiven = true, Corrects = EventId.Of(Account, "in time") },
            Reported("next", 100, Noon + Duration.FromDays(31)));
        await pipeline.MeterAllAsync();

        Assert.Equal((EventStatus.Rejected, "LATE_EVENT"), await FateAsync(pipeline, "late"));
        Assert.Equal((EventStatus.Rejected, "LATE_EVENT"), await FateAsync(pipeline, "void"));
        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "next"));
        Assert.Equal(101m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task Bug_a_correction_of_usage_that_came_before_its_subscription_was_on_record_was_taken_after_the_seal_and_never_billed()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.Reject);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { ActivationRecordedAt = pipeline.Time.Now + Duration.FromDays(1) });
        await pipeline.AppendAsync(Reported("early", 1));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline), default));

        await pipeline.AppendAsync(new UsageEvent { Key = "void", OccurredAt = Noon, TimestampGiven = true, Corrects = EventId.Of(Account, "early") });
        await pipeline.MeterAllAsync();

        Assert.Equal((EventStatus.Rejected, "LATE_EVENT"), await FateAsync(pipeline, "void"));
        Assert.Equal(1m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task Bug_an_event_was_told_to_be_replayed_and_then_rejected_as_late()
    {
        var pipeline = await ClosedAsync(Reported("in time", 1), Typed("early", """{"value": 1}""", type: "new"));
        var (partition, id) = ($"{Tenant}/catalog", Id<Metric>.Of("1").ToString());
        var metric = (await pipeline.Store.ReadAsync<Metric>(partition, id, default))!;
        Assert.True(await pipeline.Store.CommitAsync(partition, [(metric with { Value = metric.Value with { EventType = "new" } }).ToWrite(id)], default));
        var end = await pipeline.Log.LastSequenceAsync(0, default);

        var refused = await pipeline.Replay.ReplayAsync(Tenant, EventId.Of(Account, "early"), pipeline.Time.Now, default);

        Assert.False(refused.TryGet(out _, out var refusal));
        Assert.Equal("LATE_EVENT", refusal!.Code);
        Assert.Equal(end, await pipeline.Log.LastSequenceAsync(0, default));
    }

    [Fact]
    public async Task What_stands_below_the_seal_counts_though_it_is_metered_after()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.Reject);
        await pipeline.AppendAsync(Reported("in time", 1));
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.False(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        await pipeline.AppendAsync(Reported("late", 10));
        await pipeline.MeterAllAsync();

        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "in time"));
        Assert.Equal((EventStatus.Rejected, "LATE_EVENT"), await FateAsync(pipeline, "late"));
    }

    [Fact]
    public async Task While_the_ends_of_the_log_are_being_noted_nothing_is_decided()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.Reject);
        var announced = new BillingPeriod
        {
            SubscriptionId = pipeline.Subscription.ToString(),
            Index = 0,
            Period = new(pipeline.Start, Instant.FromUtc(2026, 2, 1, 0, 0)),
            AnnouncedAt = pipeline.Start + Duration.FromDays(32),
        };
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Create($"period:{pipeline.Subscription}:000000", announced.ToBody())], default);
        await pipeline.AppendAsync(Reported("a", 1));

        await Assert.ThrowsAsync<StoreUnavailableException>(pipeline.MeterAllAsync);
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.False(await pipeline.Closer().CloseAsync(Due(pipeline), default));
        await pipeline.MeterAllAsync();
        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "a"));
    }
}
