using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Billing;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Dunning;

public class DunningTests
{
    private static readonly DunningSchedule WriteOff = new() { Steps = ["P1D", "P3D"], End = DunningEnd.WriteOff };

    [Fact]
    public async Task An_invoice_that_is_not_paid_is_overdue_when_it_was_to_be_paid_and_is_not_looked_at_again()
    {
        var pipeline = await InvoicedAsync(dunning: null);
        await SweepAsync(pipeline);
        Assert.Equal(InvoiceStatus.Issued, (await pipeline.OnlyInvoiceAsync()).Status);

        pipeline.Time.Advance(TimeSpan.FromDays(30));
        await SweepAsync(pipeline);

        Assert.Equal(InvoiceStatus.Overdue, (await pipeline.OnlyInvoiceAsync()).Status);
        Assert.Equal(PeriodState.Overdue, await StateAsync(pipeline));
        Assert.Empty(await EntriesAsync(pipeline));
    }

    [Fact]
    public async Task Reminders_come_at_their_times_and_the_last_of_them_writes_the_invoice_off()
    {
        var pipeline = await InvoicedAsync(WriteOff);
        var told = new List<(double Days, InvoiceStatus Status, int Reminders)>();
        for (var hour = 0; hour < 40 * 24; hour += 6)
        {
            pipeline.Time.Advance(TimeSpan.FromHours(6));
            await SweepAsync(pipeline);
            var invoice = await pipeline.OnlyInvoiceAsync();
            if (told.Count == 0 || (told[^1].Status, told[^1].Reminders) != (invoice.Status, invoice.Reminders))
            {
                told.Add(((pipeline.Time.Now - invoice.DueAt!.Value).TotalDays, invoice.Status, invoice.Reminders));
            }
        }

        Assert.Equal(
            [(InvoiceStatus.Issued, 0), (InvoiceStatus.Overdue, 0), (InvoiceStatus.Overdue, 1), (InvoiceStatus.WrittenOff, 2)], told.Select(one => (one.Status, one.Reminders)));
        Assert.Equal([0, 1, 3], told.Skip(1).Select(one => one.Days));
        Assert.Equal(PeriodState.WrittenOff, await StateAsync(pipeline));
        Assert.Empty(await EntriesAsync(pipeline));
    }

    [Fact]
    public async Task A_wallet_that_can_pay_again_is_asked_with_each_step_where_the_subscription_charges_unasked()
    {
        var pipeline = await InvoicedAsync(WriteOff);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = true });
        pipeline.Time.Advance(TimeSpan.FromDays(30));
        await SweepAsync(pipeline);
        await pipeline.TopUpAsync(10);
        pipeline.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync(pipeline);

        Assert.Equal((InvoiceStatus.Paid, 0), ((await pipeline.OnlyInvoiceAsync()).Status, (await pipeline.OnlyInvoiceAsync()).Reminders));
        Assert.Equal(6, (await pipeline.WalletAsync()).Spent);
        Assert.Empty(await EntriesAsync(pipeline));
    }

    [Fact]
    public async Task An_invoice_that_was_written_off_may_be_paid_later_and_says_both()
    {
        var pipeline = await InvoicedAsync(dunning: null);
        var invoice = await pipeline.OnlyInvoiceAsync();
        var register = pipeline.Invoices();
        Assert.Equal("gone", (await register.WriteOffAsync(Tenant, invoice.Id, "gone", pipeline.Time.Now, default)).OrThrow().WriteOffReason);
        Assert.Equal("gone", (await register.WriteOffAsync(Tenant, invoice.Id, "again", pipeline.Time.Now, default)).OrThrow().WriteOffReason);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        await SweepAsync(pipeline);
        Assert.Equal(InvoiceStatus.WrittenOff, (await pipeline.OnlyInvoiceAsync()).Status);

        await pipeline.TopUpAsync(4);
        Assert.Equal((InvoiceStatus.WrittenOff, 2m), await PayAsync());
        await pipeline.TopUpAsync(2, "2");
        Assert.Equal((InvoiceStatus.Paid, 0m), await PayAsync());

        Assert.NotNull((await pipeline.OnlyInvoiceAsync()).WrittenOffAt);

        async Task<(InvoiceStatus, decimal)> PayAsync() =>
            (await register.PayAsync(Tenant, invoice.Id, pipeline.Time.Now, default)).OrThrow() is var paid ? (paid.Status, paid.UnpaidAmount) : default;
    }

    [Fact]
    public async Task A_paid_invoice_leaves_the_list_when_it_would_have_been_due_and_one_that_was_paid_at_once_is_never_on_it()
    {
        var pipeline = await InvoicedAsync(WriteOff, funds: 6);
        await pipeline.Invoices().PayAsync(Tenant, (await pipeline.OnlyInvoiceAsync()).Id, pipeline.Time.Now, default);
        pipeline.Time.Advance(TimeSpan.FromDays(31));

        await SweepAsync(pipeline);

        Assert.Empty(await EntriesAsync(pipeline));
        Assert.Equal(InvoiceStatus.Paid, (await pipeline.OnlyInvoiceAsync()).Status);
    }

    [Fact]
    public async Task Whatever_fails_and_whoever_races_each_step_is_taken_once()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var pipeline = await InvoicedAsync(WriteOff, reject: false);
            var faulty = new FaultyStore(pipeline.Store, new Random(seed), faults: 0.1);
            for (var day = 0; day < 36; day++)
            {
                pipeline.Time.Advance(TimeSpan.FromDays(1));
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TryAsync(pipeline, faulty)));
                Assert.True((await pipeline.OnlyInvoiceAsync()).Reminders <= Math.Clamp(day - 29, 0, 2), $"seed {seed}, day {day}");
            }

            // A sweep takes one step.
            await SweepAsync(pipeline);
            await SweepAsync(pipeline);
            await SweepAsync(pipeline);
            var invoice = await pipeline.OnlyInvoiceAsync();
            Assert.True((invoice.Status, invoice.Reminders) == (InvoiceStatus.WrittenOff, 2), $"seed {seed}: {invoice.Status} {invoice.Reminders}");
        }
    }

    [Theory]
    [InlineData("P3D P1D", "dunning.steps[1]")]
    [InlineData("PT0S", "dunning.steps[0]")]
    [InlineData("P366D", "dunning.steps[0]")]
    [InlineData("P1M", "dunning.steps[0]")]
    public async Task Reminders_are_one_behind_the_other_within_a_year(string steps, string field)
    {
        var pipeline = await Pipeline.CreateAsync(terms: terms => terms with { Dunning = new() { Steps = steps.Split(' ') } });
        var version = await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", "pver_v", default);

        Assert.Equal(field, PlanRules.Check(version!.Value.Terms)!.Errors[0].Field);
    }

    private static async Task TryAsync(Pipeline pipeline, IDocumentStore store)
    {
        try
        {
            await Task.Yield();
            await SweepAsync(pipeline, store);
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point; the next sweep goes on.
        }
    }

    private static async Task<PeriodState> StateAsync(Pipeline pipeline) =>
        (await pipeline.Store.ReadAsync<BillingPeriod>($"{Tenant}/billing", $"period:{pipeline.Subscription}:000000", default))!.Value.State;

    private static async Task<IReadOnlyList<StoredDocument>> EntriesAsync(Pipeline pipeline) =>
        await pipeline.Store.ListAsync(DocumentRange.WithPrefix($"{Tenant}/billing", "owed"), descending: false, 0, 10, default);

    private static Task SweepAsync(Pipeline pipeline, IDocumentStore? over = null) => new CollectionKit(pipeline, new ToldProvider()).DunAsync(over);

    /// <summary>A pipeline with an invoice of 6.00 that was issued now.</summary>
    private static async Task<Pipeline> InvoicedAsync(DunningSchedule? dunning, decimal funds = 0, bool reject = true)
    {
        var pipeline = await Pipeline.CreateAsync(late: reject ? LateEventPolicy.Reject : LateEventPolicy.NextInvoice, terms: terms => terms with { Dunning = dunning });
        await pipeline.AppendAsync(Reported("a", 3));
        await pipeline.MeterAllAsync();
        if (funds > 0)
        {
            await pipeline.TopUpAsync(funds);
        }

        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(pipeline.Due(), default));
        return pipeline;
    }
}
