using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class MeterTests
{
    [Fact]
    public async Task A_retry_is_a_duplicate_and_counts_nothing()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 3), Count(await pipeline.TotalAsync("1")));
        var fate = await pipeline.Fates().FindAsync(Tenant, DeliveryOf(Reported("a", 3)).Event, default);
        Assert.Equal((EventStatus.Counted, OutcomeKind.Duplicate), (fate!.Status, fate.Others.Single().Kind));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict_that_is_kept()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.AppendAsync(Reported("a", 4));
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 3), Count(await pipeline.TotalAsync("1")));
        var conflicts = await new Outcomes(pipeline.Store).FindAsync(Tenant, OutcomeKind.Conflict, new OutcomeFilter(), new PageRequest(), default);
        var conflict = Assert.Single(conflicts.Items);
        Assert.NotEqual(conflict.BodyHash, conflict.OwnerBodyHash);
    }

    [Fact]
    public async Task A_rejected_event_is_kept_and_counts_once_when_it_is_replayed_after_its_cause_is_mended()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3, metric: "9"));
        await pipeline.MeterAllAsync();
        var id = DeliveryOf(Reported("a", 3, metric: "9")).Event;
        Assert.Equal("UNKNOWN_METRIC", (await pipeline.Fates().FindAsync(Tenant, id, default))!.Rejection!.Code);

        var metric = MetricOf(Tallystick.Core.Catalog.Aggregation.Sum, "9");
        await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default);
        (await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).OrThrow();
        Assert.Equal(EventStatus.Accepted, (await pipeline.Fates().FindAsync(Tenant, id, default))!.Status);
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 3), Count(await pipeline.TotalAsync("9")));
        Assert.Equal(EventStatus.Counted, (await pipeline.Fates().FindAsync(Tenant, id, default))!.Status);
        Assert.False((await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("EVENT_NOT_REJECTED", refused!.Code);
    }

    [Fact]
    public async Task Usage_after_the_end_of_its_subscription_is_rejected_and_before_it_counts()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = Noon, EndRecordedAt = pipeline.Start });
        await pipeline.AppendAsync(Reported("a", 1, Noon - Duration.FromSeconds(1)), Reported("b", 1, Noon));
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 1), Count(await pipeline.TotalAsync("1")));
        Assert.Equal("SUBSCRIPTION_ENDED", (await pipeline.Fates().FindAsync(Tenant, DeliveryOf(Reported("b", 1, Noon)).Event, default))!.Rejection!.Code);
    }

    [Fact]
    public async Task Events_that_the_log_takes_after_the_erasure_of_their_customer_are_rejected_and_earlier_ones_count()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("before", 1));
        pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        var read = (await pipeline.Store.ReadAsync<Tallystick.Core.Customers.Customer>($"{Tenant}/customers", Customer.ToString(), default))!;
        var erased = read with { Value = read.Value.Erase(pipeline.Time.Now) };
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/customers", [erased.ToWrite(Customer.ToString())], default));
        await pipeline.AppendAsync(Reported("after", 1));
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 1), Count(await pipeline.TotalAsync("1")));
        Assert.Equal("CUSTOMER_ERASED", (await pipeline.Fates().FindAsync(Tenant, DeliveryOf(Reported("after", 1)).Event, default))!.Rejection!.Code);
    }

    [Fact]
    public async Task An_unreadable_line_is_rejected_and_does_not_stop_the_partition()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.Log.AppendAsync([new LogEntry(Account, "not an event\n"u8.ToArray())], default);
        await pipeline.AppendAsync(Reported("a", 1));
        await pipeline.MeterAllAsync();

        Assert.Equal((1, 1), Count(await pipeline.TotalAsync("1")));
        var rejected = await new Outcomes(pipeline.Store).FindAsync(Tenant, OutcomeKind.Rejected, new OutcomeFilter(), new PageRequest(), default);
        Assert.Equal("UNREADABLE_EVENT", Assert.Single(rejected.Items).Rejection!.Code);
    }

    [Fact]
    public async Task Records_that_are_missing_before_a_batch_are_read_from_the_log()
    {
        var pipeline = await Pipeline.CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await pipeline.AppendAsync(Reported($"k{i}", 1));
        }

        await pipeline.MeterOver(pipeline.Store).ConsumeAsync(0, await pipeline.ReadAsync(0, 7), default);

        Assert.Equal((10, 10), Count(await pipeline.TotalAsync("1")));
        Assert.Equal(9, await new MeterProgress(pipeline.Store).ReadAsync(0, 0, default));
    }

    [Fact]
    public async Task Bug_records_of_a_log_that_ends_before_its_progress_were_taken_for_metered_ones()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("k", 1));
        var progress = new MeterProgress(pipeline.Store);
        await progress.AdvanceAsync(0, 0, 0, default);
        Assert.Equal(1, await progress.NextAsync(pipeline.Log, 0, default));

        await progress.AdvanceAsync(0, 0, 800, default);

        await Assert.ThrowsAsync<DamagedStoreException>(async () => await progress.NextAsync(pipeline.Log, 0, default));
    }

    [Fact]
    public async Task An_instant_price_debits_the_wallet_as_far_as_it_reaches_and_the_rest_is_owed()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(1);
        await pipeline.AppendAsync(Reported("a", 3, metric: "2"));
        await pipeline.AppendAsync(Reported("b", 3, metric: "2"));
        await pipeline.MeterAllAsync();

        var wallet = await pipeline.WalletAsync();
        Assert.Equal((1m, 0m, 1m, 0.5m), (wallet.Funded, wallet.Available, wallet.Spent, wallet.Owed));
        var total = await pipeline.TotalAsync("2");
        Assert.Equal((1m, 0.5m), (total.Paid, total.Owed));
    }

    [Fact]
    public async Task Backfill_over_hundreds_of_hours_is_committed_in_parts_that_fit()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync([.. Enumerable.Range(0, 300).Select(i => Reported($"k{i}", 1, pipeline.Start + Duration.FromHours(i)))]);
        await pipeline.MeterAllAsync();

        Assert.Equal((300, 300), Count(await pipeline.TotalAsync("1")));
    }

    private static (long, decimal) Count(Aggregate aggregate) => (aggregate.Events, aggregate.Value);
}
