using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Billing.Beginnings;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>The periods at both ends of a subscription: the first waits for a payment, the last may become due before its time.</summary>
public class FirstAndLastPeriodTests
{
    [Fact]
    public async Task An_end_whose_answer_was_lost_is_seen_to_when_it_is_asked_for_again()
    {
        var pipeline = await StartedAsync();
        var cut = new InterleavingStore(pipeline.Store)
        {
            BeforeCommit = partition => partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask,
        };
        pipeline.Time.Advance(TimeSpan.FromDays(10));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => TerminateAsync(pipeline, cut));
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ALREADY_TERMINATED", await TerminateAsync(pipeline, pipeline.Store));

        Assert.Contains(await pipeline.DueAsync(), due => due.Entry.StartsWith("due:20260111010000", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("2", 0)]
    [InlineData("1", 299)]
    [InlineData("2", 299)]
    public async Task Bug_What_was_counted_a_little_ahead_of_the_end_was_on_no_invoice(string metric, int seconds)
    {
        var pipeline = await StartedAsync();
        await pipeline.TopUpAsync(100);
        pipeline.Time.Advance(TimeSpan.FromDays(10));
        await Months.ReportAsync(pipeline, Reported("ahead", 4, pipeline.Time.Now + Duration.FromSeconds(seconds), metric));
        await TerminateAsync(pipeline, pipeline.Store);
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await pipeline.Closer().CloseAsync((await pipeline.DueAsync()).OrderBy(due => due.Entry).First(), default));

        var (invoice, wallet) = (await pipeline.OnlyInvoiceAsync(), await pipeline.WalletAsync());
        Assert.Equal((metric == "1" ? 8m : 1m, 0m), (invoice.GrandTotal, invoice.UnpaidAmount));
        Assert.Equal(100 - invoice.GrandTotal, wallet.Available);
        Assert.Equal(pipeline.Start + Duration.FromDays(10) + Duration.FromSeconds(seconds) + Duration.FromMilliseconds(1), invoice.Period.End);
    }

    [Fact]
    public async Task The_last_period_of_a_terminated_subscription_waits_for_those_before_it()
    {
        var pipeline = await StartedAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(40));
        await TerminateAsync(pipeline, pipeline.Store);
        pipeline.Time.Advance(TimeSpan.FromDays(1));

        Assert.False(await pipeline.Closer().CloseAsync(pipeline.Due(1), default));
        Assert.Empty(await pipeline.AllInvoicesAsync());
        foreach (var due in (await pipeline.DueAsync()).OrderBy(due => due.Index))
        {
            Assert.True(await pipeline.Closer().CloseAsync(due, default));
        }

        Assert.Equal([("INV-000001", pipeline.Start), ("INV-000002", Closings.February)], (await pipeline.AllInvoicesAsync()).Select(invoice => (invoice.Number!, invoice.Period.Start)).Order());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Bug_Late_usage_of_a_period_that_was_over_before_the_first_payment_was_paid_from_the_wallet_and_on_no_invoice(string metric)
    {
        var (pipeline, first) = await WaitingAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        await pipeline.Closer().CloseAsync((await pipeline.DueAsync())[0], default);
        await pipeline.TopUpAsync(100);
        (await pipeline.Invoices().PayAsync(Tenant, first, pipeline.Time.Now, default)).OrThrow();
        Assert.Equal(Closings.February, (await pipeline.SubscriptionAsync()).BilledFrom);

        await Months.ReportAsync(pipeline, Reported("January", 4, Closings.February - Duration.FromMinutes(1), metric), Reported("February", 4, Closings.February, metric));
        Assert.Equal(metric == "2" ? 94 : 95, (await pipeline.WalletAsync()).Available);
        pipeline.Time.Advance(TimeSpan.FromDays(28));
        Assert.True(await pipeline.Closer().CloseAsync(Assert.Single(await pipeline.DueAsync()), default));

        var all = await pipeline.AllInvoicesAsync();
        Assert.Equal(metric == "2" ? 1m : 8m, all.SelectMany(invoice => invoice.Lines).Single(line => line.MetricId == $"bm_{metric}").TotalAmount);
        Assert.Equal((0m, 100 - all.Sum(invoice => invoice.GrandTotal)), (all.Sum(invoice => invoice.UnpaidAmount), (await pipeline.WalletAsync()).Available));
    }

    [Fact]
    public async Task A_first_payment_whose_caller_went_away_activates_the_subscription_by_the_next_sweep()
    {
        var (pipeline, first) = await WaitingAsync();
        await pipeline.TopUpAsync(100);
        await PayAndGoAwayAsync(pipeline, first, pipeline.Time.Now);

        var note = Assert.Single(await pipeline.DueAsync(), due => due.Entry.StartsWith("due:202601010", StringComparison.Ordinal));
        Assert.True(await pipeline.Closer().CloseAsync(note, default));

        Assert.NotNull((await pipeline.SubscriptionAsync()).ActivatedAt);
        Assert.Equal(InvoiceStatus.Paid, (await pipeline.OnlyInvoiceAsync()).Status);
        Assert.DoesNotContain(note, await pipeline.DueAsync());
    }

    [Fact]
    public async Task A_first_invoice_whose_maker_went_away_before_its_file_was_written_gets_it_by_the_next_sweep()
    {
        var pipeline = await WithFeeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.BeginAsync(new UnavailableBlobs()));
        var first = await pipeline.OnlyInvoiceAsync();
        var file = $"{Tenant}/invoices/{first.Number}.json";
        Assert.Null(await pipeline.Blobs.GetAsync(file, default));

        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(Assert.Single(await pipeline.DueAsync()), default));

        Assert.Equal(first.ToBody().ToArray(), (await pipeline.Blobs.GetAsync(file, default))?.ToArray());
    }

    [Fact]
    public async Task A_period_that_was_passed_over_is_not_billed_by_a_command_that_comes_again_once_the_subscription_is_active()
    {
        var (pipeline, first) = await WaitingAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var passed = Assert.Single(await pipeline.DueAsync());
        Assert.True(await pipeline.Closer().CloseAsync(passed, default));
        await pipeline.TopUpAsync(100);
        (await pipeline.Invoices().PayAsync(Tenant, first, pipeline.Time.Now, default)).OrThrow();

        Assert.True(await pipeline.Closer().CloseAsync(passed, default));
        Assert.Equal(first, (await pipeline.OnlyInvoiceAsync()).Id);
        Assert.Equal([1], (await pipeline.DueAsync()).Select(due => due.Index));
    }

    [Fact]
    public async Task Bug_a_period_that_was_passed_over_was_billed_behind_later_ones_because_money_had_moved_for_the_first_invoice()
    {
        var (pipeline, first) = await WaitingAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        var passed = Assert.Single(await pipeline.DueAsync());
        Assert.True(await pipeline.Closer().CloseAsync(passed, default));
        await pipeline.TopUpAsync(100);
        await PayAndGoAwayAsync(pipeline, first, pipeline.Time.Now);

        var note = Assert.Single(await pipeline.DueAsync(), due => due.Index == 0);
        Assert.True(await pipeline.Closer().CloseAsync(note, default));

        Assert.Equal(first, (await pipeline.OnlyInvoiceAsync()).Id);
        Assert.Equal([1], (await pipeline.DueAsync()).Select(due => due.Index));
    }

    [Fact]
    public async Task What_is_paid_in_advance_is_for_the_period_as_agreed_though_the_end_comes_before_the_invoice()
    {
        var (pipeline, _) = await WaitingAsync(end: Instant.FromUtc(2026, 1, 11, 0, 0));

        Assert.Equal(Closings.February, (await pipeline.OnlyInvoiceAsync()).Period.End);
        Assert.StartsWith("due:20260111010000", Assert.Single(await pipeline.DueAsync()).Entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_that_moves_for_a_customer_on_a_test_clock_is_noted_by_that_clock()
    {
        var clock = new TestClock(Id<TestClock>.Of("1"), null, Instant.FromUtc(2027, 1, 1, 0, 0), Instant.FromUtc(2026, 1, 1, 0, 0));
        var (pipeline, first) = await WaitingAsync(clock);
        await pipeline.TopUpAsync(100);
        await PayAndGoAwayAsync(pipeline, first, clock.CurrentTime);

        Assert.Single(await pipeline.DueAsync("due~tc_1:20270101010000"));
        Assert.Empty(await pipeline.DueAsync());
    }

    /// <summary>Ends the subscription now; null, or the code of the refusal.</summary>
    private static async Task<string?> TerminateAsync(Pipeline pipeline, IDocumentStore store)
    {
        var clocks = pipeline.ClocksOver(store);
        var register = new CustomerRegister(store, new TestClocks(store, pipeline.Ids), []);
        var service = new SubscriptionService(store, register, clocks, pipeline.Credits(store), pipeline.Ahead, [new CutPeriods(store, new CustomerDirectory(store), clocks)]);
        return (await service.TerminateAsync(Tenant, pipeline.Subscription, "over", null, default)).TryGet(out _, out var refused) ? null : refused.Code;
    }

    /// <summary>Pays the first invoice, and is cut off when the wallet has paid.</summary>
    private static async Task PayAndGoAwayAsync(Pipeline pipeline, Id<Invoice> first, Instant now)
    {
        var cut = new InterleavingStore(pipeline.Store);
        cut.AfterRead = id =>
        {
            cut.BeforeCommit = id.StartsWith("invpay:", StringComparison.Ordinal) ? CutBilling : cut.BeforeCommit;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => pipeline.Invoices(cut).PayAsync(Tenant, first, now, default));
        Assert.Equal(5m, (await pipeline.WalletAsync()).Spent);

        static Task CutBilling(string partition) =>
            partition.EndsWith("/billing", StringComparison.Ordinal) ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;
    }
}
