using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>The log is made anew: with another number, and with other partitions. What was counted from the old one stays counted.</summary>
public class RenewedLogTests
{
    private static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);

    [Fact]
    public async Task A_retry_through_the_new_log_is_a_duplicate_of_what_the_old_one_holds()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        pipeline.RenewLog(3);
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();

        var fate = await pipeline.Fates().FindAsync(Tenant, DeliveryOf(Reported("a", 3)).Event, default);

        Assert.Equal(3m, (await pipeline.TotalAsync("1")).Value);
        Assert.Equal((0, 3m), (fate!.Delivery.Position.Log, fate.Delivery.Usage!.Measurements[0].Quantity));
        Assert.Equal(OutcomeKind.Duplicate, Assert.Single(fate.Others).Kind);
    }

    [Fact]
    public async Task A_period_bills_what_each_log_holds_and_parts_hours_by_the_log_that_their_events_are_in()
    {
        var pipeline = await Pipeline.CreateAsync(partitions: 2);
        var border = February + Duration.FromMinutes(30);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { StartedAt = pipeline.Start + Duration.FromMinutes(30) });
        await pipeline.AppendAsync(Reported("a", 1, border - Duration.FromMinutes(1)), Reported("next", 100, border));
        await pipeline.MeterAllAsync();
        pipeline.RenewLog(1);
        await pipeline.AppendAsync(Reported("b", 10, border - Duration.FromMinutes(2)), Reported("next too", 1000, border));
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));

        Assert.True(await pipeline.Closer().CloseAsync(new DuePeriod(Tenant, pipeline.Subscription, 0, "due:0"), default));

        var invoice = Assert.Single((await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(), default)).Items);
        Assert.Equal((11m, 2L), (invoice.Lines[0].Quantity, invoice.Lines[0].Evidence!.EventCount));
        Assert.Equal([0, 1], invoice.Lines[0].Evidence!.Positions.Select(range => range.Log));
    }

    [Fact]
    public async Task An_event_that_the_old_log_holds_and_was_rejected_is_replayed_into_the_new_one()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.AppendAsync(Reported("a", 3, metric: "later"));
        await pipeline.MeterAllAsync();
        pipeline.RenewLog(1);
        await pipeline.AppendAsync(Reported("another", 1));
        var metric = MetricOf(Tallystick.Core.Catalog.Aggregation.Sum, "later");
        await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(metric.Id.ToString(), metric.ToBody())], default);
        var replay = new RejectedReplay(pipeline.Log, pipeline.Store, pipeline.Fates(), pipeline.Rejected, pipeline.Terms, new RetentionSettings());

        Assert.Equal(1, (await replay.ReplayAsync(Tenant, new OutcomeFilter(), 10, null, pipeline.Time.Now, default)).Replayed);

        var replayed = (await pipeline.ReadAsync(0, 1)).SelectMany(record => Delivery.Unpack(1, record)).Single();
        Assert.Equal("a", replayed.Usage!.Key);
    }

    [Fact]
    public void A_log_that_was_never_kept_cannot_be_read()
    {
        IEventLog log = new Tallystick.Tests.Contracts.Memory.MemoryEventLog(TimeProvider.System, number: 1);

        Assert.Same(log, log.Numbered(1));
        Assert.Throws<StoreUnavailableException>(() => log.Numbered(0));
    }
}
