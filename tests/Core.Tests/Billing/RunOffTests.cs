using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Subscription = Tallystick.Core.Customers.Subscription;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>A subscription that ended on 10 January: what comes late is billed for 35 days more, and then rejected.</summary>
public class RunOffTests
{
    private static readonly Instant End = Instant.FromUtc(2026, 1, 11, 0, 0);

    /// <summary>Closed for the last time, on 12 January.</summary>
    private static async Task<Pipeline> EndedAsync(LateEventPolicy policy, params UsageEvent[] events)
    {
        var pipeline = await Pipeline.CreateAsync(late: policy);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = End, EndRecordedAt = End });
        await ReportAsync(pipeline, events);
        await CloseAsync(pipeline, 0, days: 11);
        return pipeline;
    }

    private static async Task<BillingPeriod?> RunOffAsync(Pipeline pipeline) =>
        (await pipeline.Store.ReadAsync<BillingPeriod>($"{Tenant}/billing", $"period:{pipeline.Subscription}:run-off", default))?.Value;

    private static ValueTask<IReadOnlyList<DuePeriod>> DueAsync(Pipeline pipeline) =>
        pipeline.Store.ListAllAsync<DuePeriod>(DocumentRange.WithPrefix($"{Tenant}/billing", "due:"), default);

    private static async Task<string?> FateAsync(Pipeline pipeline, UsageEvent usage) =>
        (await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, usage.Key), default))!.Rejection?.Code;

    [Theory]
    [InlineData(LateEventPolicy.NextInvoice, InvoiceType.Invoice)]
    [InlineData(LateEventPolicy.CreditOrDebitNote, InvoiceType.DebitNote)]
    public async Task What_comes_late_after_the_last_period_is_billed_when_no_more_may_come(LateEventPolicy policy, InvoiceType type)
    {
        var pipeline = await EndedAsync(policy, Reported("a", 3));
        await ReportAsync(pipeline, Reported("late", 10));
        await CloseAsync(pipeline, 1, days: 35);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal([("INV-000001", 6m, InvoiceType.Invoice), ("INV-000002", 20m, type)], invoices.Select(invoice => (invoice.Number!, invoice.GrandTotal, invoice.Type)));
        Assert.Equal(("INV-000001", 1), (invoices[1].Lines[0].Original!.Number, invoices[1].Lines.Count));
    }

    [Theory]
    [InlineData(LateEventPolicy.NextInvoice)]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    public async Task Where_nothing_came_late_there_is_no_invoice_and_no_number_is_taken(LateEventPolicy policy)
    {
        var pipeline = await EndedAsync(policy, Reported("a", 3));
        await CloseAsync(pipeline, 1, days: 35);

        Assert.Single(await InvoicesAsync(pipeline));
        Assert.Equal(PeriodState.Closed, (await RunOffAsync(pipeline))!.State);
        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline, 1), default));
        Assert.Equal(1, (await pipeline.Store.ReadAsync<InvoiceCounter>($"{Tenant}/billing", "invoice-counter", default))!.Value.Last);
    }

    [Fact]
    public async Task It_is_due_when_events_may_be_late_no_longer_and_not_before()
    {
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice);
        var due = Assert.Single(await DueAsync(pipeline));
        Assert.Equal(1, due.Index);
        pipeline.Time.Advance(TimeSpan.FromDays(33));
        Assert.False(await pipeline.Closer().CloseAsync(due, default));

        pipeline.Time.Advance(TimeSpan.FromDays(2));
        Assert.True(await pipeline.Closer().CloseAsync(due, default));
        Assert.Empty(await DueAsync(pipeline));
    }

    [Fact]
    public async Task What_comes_after_its_seal_is_rejected_and_so_are_corrections()
    {
        var a = Reported("a", 3);
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice, a);
        await CloseAsync(pipeline, 1, days: 35);
        var (late, correction) = (Reported("late", 10), Void(a));
        await ReportAsync(pipeline, late, correction);

        Assert.Equal(("LATE_EVENT", "LATE_EVENT"), (await FateAsync(pipeline, late), await FateAsync(pipeline, correction)));
        Assert.Equal(3m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task What_stands_below_its_seal_is_billed_though_it_is_metered_after()
    {
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice, Reported("a", 3));
        await pipeline.AppendAsync(Reported("in time", 10));
        pipeline.Time.Advance(TimeSpan.FromDays(35));
        Assert.False(await pipeline.Closer().CloseAsync(Due(pipeline, 1), default));
        await ReportAsync(pipeline, Reported("too late", 100));
        await CloseAsync(pipeline, 1, days: 0);

        Assert.Equal([6m, 20m], (await InvoicesAsync(pipeline)).Select(invoice => invoice.GrandTotal));
        Assert.Equal(13m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task While_its_seal_is_being_noted_nothing_is_decided()
    {
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice);
        var announced = new BillingPeriod
        {
            SubscriptionId = pipeline.Subscription.ToString(), Index = 1, IsRunOff = true, Period = new(End, End + UsageLimits.DefaultMaxAge), AnnouncedAt = pipeline.Time.Now,
        };
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Create($"period:{pipeline.Subscription}:run-off", announced.ToBody())], default);
        await pipeline.AppendAsync(Reported("a", 1));

        await Assert.ThrowsAsync<StoreUnavailableException>(pipeline.MeterAllAsync);
    }

    [Fact]
    public async Task A_subscription_that_follows_is_not_touched_by_the_run_off_of_the_one_before_nor_are_corrections_of_its_events()
    {
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice);
        await AddSubscriptionAsync(pipeline, before => before with { StartedAt = End, EndedAt = null, EndRecordedAt = null });
        var usage = Reported("next", 5, End + Duration.FromDays(20));
        await CloseAsync(pipeline, 1, days: 35);
        await ReportAsync(pipeline, usage, Void(usage));

        Assert.Equal((null, null), (await FateAsync(pipeline, usage), await FateAsync(pipeline, Void(usage))));
    }

    [Fact]
    public async Task Of_two_subscriptions_at_one_time_only_that_which_ended_takes_no_corrections()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = End, EndRecordedAt = End });
        await NarrowAsync(pipeline);
        var (ended, standing) = (Reported("ended", 5), Reported("standing", 5, metric: "2"));
        await ReportAsync(pipeline, ended, standing);
        await CloseAsync(pipeline, 0, days: 11);
        await CloseAsync(pipeline, 1, days: 35);
        await ReportAsync(pipeline, Void(ended), Void(standing));

        Assert.Equal(("LATE_EVENT", null), (await FateAsync(pipeline, Void(ended)), await FateAsync(pipeline, Void(standing))));
    }

    [Fact]
    public async Task An_entry_for_the_period_that_the_run_off_took_the_place_of_is_moved_to_when_that_is_due()
    {
        var pipeline = await Pipeline.CreateAsync();
        await JanuaryAsync(pipeline);
        var february = Assert.Single(await DueAsync(pipeline));
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { EndedAt = Instant.FromUtc(2026, 2, 1, 0, 0), EndRecordedAt = pipeline.Time.Now });
        pipeline.Time.Advance(TimeSpan.FromDays(28));

        Assert.True(await pipeline.Closer().CloseAsync(february, default));
        var moved = Assert.Single(await DueAsync(pipeline));
        Assert.NotEqual(february.Entry, moved.Entry);
        pipeline.Time.Advance(TimeSpan.FromDays(8));
        Assert.True(await pipeline.Closer().CloseAsync(moved, default));
        Assert.Empty(await DueAsync(pipeline));
    }

    [Fact]
    public async Task A_last_period_that_was_closed_before_run_offs_were_known_gets_one_when_it_is_looked_at_again()
    {
        var pipeline = await EndedAsync(LateEventPolicy.NextInvoice);
        var entry = Assert.Single(await DueAsync(pipeline)).Entry;
        var document = await pipeline.Store.ReadAsync($"{Tenant}/billing", entry, default);
        await pipeline.Store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Delete(entry, document!.ETag)], default);

        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline, 0), default));
        Assert.Equal(entry, Assert.Single(await DueAsync(pipeline)).Entry);
    }

    [Fact]
    public async Task A_plan_that_takes_nothing_late_has_none()
    {
        var pipeline = await EndedAsync(LateEventPolicy.Reject);
        Assert.Empty(await DueAsync(pipeline));
    }

    private static async Task AddSubscriptionAsync(Pipeline pipeline, Func<Subscription, Subscription> change)
    {
        var read = (await pipeline.Store.ReadAsync<AccountSubscriptions>(Account.ToString(), AccountSubscriptions.DocumentId, default))!;
        var added = change(read.Value.Subscriptions[0]) with { Id = Id<Subscription>.Of(UsageSample.Customer.Suffix + new string('t', 26)) };
        var next = read with { Value = new AccountSubscriptions([.. read.Value.Subscriptions, added]) };
        Assert.True(await pipeline.Store.CommitAsync(Account.ToString(), [next.ToWrite(AccountSubscriptions.DocumentId)], default));
    }

    /// <summary>Leaves metric 1 to the subscription, and gives metric 2 to another that goes on.</summary>
    private static async Task NarrowAsync(Pipeline pipeline)
    {
        var version = (await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", "pver_v", default))!;
        var other = version.Value with { Id = Id<PlanVersion>.Of("w"), Prices = [version.Value.Prices[1]] };
        DocumentWrite[] writes = [(version with { Value = version.Value with { Prices = [version.Value.Prices[0]] } }).ToWrite("pver_v"), DocumentWrite.Create("pver_w", other.ToBody())];
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", writes, default));
        await AddSubscriptionAsync(pipeline, before => before with { PlanVersionId = other.Id, EndedAt = null, EndRecordedAt = null });
    }
}
