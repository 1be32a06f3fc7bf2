using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

public class RejectedReplayTests
{
    [Fact]
    public async Task Rejected_events_are_replayed_in_parts_and_count_once_however_often_that_is_repeated()
    {
        var pipeline = await RejectedAsync(25);
        await AddMetricAsync(pipeline, "9");

        var first = await ReplayAsync(pipeline, limit: 10);
        Assert.Equal((10, 0, 15), (first.Replayed, first.RejectedAgain, first.Remaining));
        var second = await ReplayAsync(pipeline, limit: 10, after: first.Next);
        Assert.Equal((10, 0, 5), (second.Replayed, second.RejectedAgain, second.Remaining));
        var third = await ReplayAsync(pipeline, limit: 10, after: second.Next);
        Assert.Equal(new ReplayPage(5, 0, 0, null), third);
        Assert.Equal(new ReplayPage(0, 0, 0, null), await ReplayAsync(pipeline));
        await pipeline.MeterAllAsync();

        Assert.Equal((25, 25), Count(await pipeline.TotalAsync("9")));
        Assert.Equal(new ReplayPage(0, 0, 0, null), await ReplayAsync(pipeline));
    }

    [Fact]
    public async Task What_would_be_rejected_again_stays_out_of_the_log_and_does_not_hold_up_the_others()
    {
        var pipeline = await RejectedAsync(3);
        await pipeline.AppendAsync(Reported("other", 1, metric: "8"));
        await pipeline.MeterAllAsync();
        await AddMetricAsync(pipeline, "8");
        var end = await pipeline.Log.LastSequenceAsync(0, default);

        var page = await ReplayAsync(pipeline, limit: 3);
        Assert.Equal((0, 3, 1), (page.Replayed, page.RejectedAgain, page.Remaining));
        Assert.Equal(end, await pipeline.Log.LastSequenceAsync(0, default));
        Assert.Equal(new ReplayPage(1, 0, 0, null), await ReplayAsync(pipeline, limit: 3, after: page.Next));
        await pipeline.MeterAllAsync();
        Assert.Equal((1, 1), Count(await pipeline.TotalAsync("8")));
    }

    [Fact]
    public async Task An_event_that_another_reason_holds_back_now_is_listed_under_that()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Typed("a", "{}", type: "new"));
        await pipeline.MeterAllAsync();
        var metric = MetricOf(Aggregation.Sum, "9", eventType: "new");
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default));
        var unknown = new OutcomeFilter { Code = "UNKNOWN_EVENT_TYPE" };
        Assert.Equal(1, await CountAsync(pipeline, unknown));

        Assert.Equal(new ReplayPage(0, 1, 0, null), await ReplayAsync(pipeline, unknown));

        Assert.Equal(0, await CountAsync(pipeline, unknown));
        Assert.Equal(1, await CountAsync(pipeline, new OutcomeFilter()));
    }

    [Fact]
    public async Task A_replay_takes_only_what_it_is_asked_for()
    {
        var pipeline = await RejectedAsync(2);
        var first = new Period(pipeline.Time.Now, pipeline.Time.Now + Duration.FromMinutes(1));
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.AppendAsync(Reported("later", 1, metric: "9"), Typed("typed", """{"value": 1}""", type: "unheard_of"));
        await pipeline.MeterAllAsync();
        await AddMetricAsync(pipeline, "9");

        Assert.Equal(0, await CountAsync(pipeline, new OutcomeFilter { Subjects = ["cus_nobody"] }));
        Assert.Equal(4, await CountAsync(pipeline, new OutcomeFilter { Subjects = [Account.Subject] }));
        Assert.Equal(2, await CountAsync(pipeline, new OutcomeFilter { EnqueuedIn = first }));
        Assert.Equal(3, await CountAsync(pipeline, new OutcomeFilter { Metric = MetricOf(Aggregation.Sum, "9", eventType: null) }));
        Assert.Equal(1, await CountAsync(pipeline, new OutcomeFilter { Metric = MetricOf(Aggregation.Sum, "7", eventType: "unheard_of") }));
        Assert.Equal(2, (await ReplayAsync(pipeline, new OutcomeFilter { EnqueuedIn = first })).Replayed);
        Assert.Equal((1, 1), ((await ReplayAsync(pipeline)).Replayed, (await ReplayAsync(pipeline)).RejectedAgain));
    }

    [Fact]
    public async Task A_crash_between_the_append_and_the_mark_leads_to_a_duplicate_that_does_not_count()
    {
        var pipeline = await RejectedAsync(3);
        await AddMetricAsync(pipeline, "9");
        var faulty = new FaultyStore(pipeline.Store, new Random(1), faults: 1);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Replay(pipeline, faulty).ReplayAsync(
            Tenant, new OutcomeFilter(), 10, null, pipeline.Time.Now, default));

        Assert.Equal(3, (await ReplayAsync(pipeline)).Replayed);
        await pipeline.MeterAllAsync();
        Assert.Equal((3, 3), Count(await pipeline.TotalAsync("9")));
    }

    [Fact]
    public async Task Bug_one_event_that_would_be_rejected_again_was_appended_all_the_same()
    {
        var pipeline = await RejectedAsync(1);
        var id = DeliveryOf(Reported("k0", 1, metric: "9")).Event;
        var end = await pipeline.Log.LastSequenceAsync(0, default);

        Assert.False((await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).TryGet(out _, out var refused));

        Assert.Equal((RefusalKind.Conflict, "UNKNOWN_METRIC"), (refused!.Kind, refused.Code));
        Assert.Equal(end, await pipeline.Log.LastSequenceAsync(0, default));
        await AddMetricAsync(pipeline, "9");
        Assert.Equal(id, (await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).OrThrow());
        Assert.False((await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).TryGet(out _, out refused));
        Assert.Equal("EVENT_NOT_REJECTED", refused!.Code);
        await pipeline.MeterAllAsync();
        Assert.Equal((1, 1), Count(await pipeline.TotalAsync("9")));
    }

    private static async Task<Pipeline> RejectedAsync(int count)
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync([.. Enumerable.Range(0, count).Select(i => Reported($"k{i}", 1, metric: "9"))]);
        await pipeline.MeterAllAsync();
        return pipeline;
    }

    private static async Task AddMetricAsync(Pipeline pipeline, string suffix)
    {
        var metric = MetricOf(Aggregation.Sum, suffix, eventType: null);
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default));
    }

    private static RejectedReplay Replay(Pipeline pipeline, IDocumentStore store) =>
        new(pipeline.Log, store, pipeline.Fates(), pipeline.Rejected, pipeline.Terms, new RetentionSettings());

    private static Task<ReplayPage> ReplayAsync(Pipeline pipeline, OutcomeFilter? filter = null, int limit = 100, string? after = null) =>
        Replay(pipeline, pipeline.Store).ReplayAsync(Tenant, filter ?? new OutcomeFilter(), limit, after, pipeline.Time.Now, default);

    private static async Task<long> CountAsync(Pipeline pipeline, OutcomeFilter filter) =>
        (await new Outcomes(pipeline.Store).FindAsync(Tenant, OutcomeKind.Rejected, filter, new PageRequest(1), default)).Total;

    private static (long, decimal) Count(Aggregate aggregate) => (aggregate.Events, aggregate.Value);
}
