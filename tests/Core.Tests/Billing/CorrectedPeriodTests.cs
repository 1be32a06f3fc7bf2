using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>What comes into a period after its invoice: the invoice stays, the next one says the difference.</summary>
public class CorrectedPeriodTests
{
    private static UsageEvent Void(string key) => new()
    {
        Key = $"void {key}",
        OccurredAt = Noon,
        TimestampGiven = true,
        Corrects = EventId.Of(Account, key),
    };

    private static async Task<Pipeline> BilledAsync(decimal topUp, params UsageEvent[] events)
    {
        var pipeline = await Pipeline.CreateAsync();
        if (topUp > 0)
        {
            await pipeline.TopUpAsync(topUp);
        }

        await pipeline.AppendAsync(events);
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 0, days: 31 + 1);
        return pipeline;
    }

    private static async Task CloseAsync(Pipeline pipeline, int index, int days)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(days));
        var due = new DuePeriod(Tenant, pipeline.Subscription, index, $"due:{index}");
        Assert.True(await pipeline.Closer().CloseAsync(due, default));
    }

    private static async Task<List<Invoice>> InvoicesAsync(Pipeline pipeline) =>
        [.. (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(100), default)).Items.Reverse()];

    [Fact]
    public async Task An_event_that_is_voided_after_its_invoice_is_a_refund_on_the_next_one_that_cites_it()
    {
        var pipeline = await BilledAsync(topUp: 0, Reported("a", 3), Reported("b", 5));
        var before = (await InvoicesAsync(pipeline))[0];
        await pipeline.AppendAsync(Void("a"));
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 1, days: 28);

        var invoices = await InvoicesAsync(pipeline);
        var line = invoices[1].Lines[^1];
        Assert.Equal(before.GrandTotal, invoices[0].GrandTotal);
        Assert.Equal((-3m, -6m, LineItemType.Refund, -1L), (line.Quantity, line.TotalPrice, line.LineItemType, line.Evidence!.EventCount));
        Assert.Equal(new OriginalInvoice(invoices[0].Id, invoices[0].Number), line.Original);
    }

    [Fact]
    public async Task A_correction_is_billed_once()
    {
        var pipeline = await BilledAsync(topUp: 0, Reported("a", 3));
        await pipeline.AppendAsync(Void("a"));
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 1, days: 28);
        await CloseAsync(pipeline, 2, days: 31);

        Assert.Equal([6m, -6m, 0m], (await InvoicesAsync(pipeline)).Select(invoice => invoice.GrandTotal));
    }

    [Fact]
    public async Task An_amendment_that_changes_the_quantity_and_not_the_count_is_billed()
    {
        var pipeline = await BilledAsync(topUp: 0, Reported("a", 3));
        await pipeline.AppendAsync(Reported("amend a", 10) with { Corrects = EventId.Of(Account, "a") });
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 1, days: 28);

        var line = (await InvoicesAsync(pipeline))[1].Lines[^1];
        Assert.Equal((7m, 14m, 0L), (line.Quantity, line.TotalPrice, line.Evidence!.EventCount));
    }

    [Fact]
    public async Task What_the_wallet_was_given_back_is_not_refunded_again()
    {
        var pipeline = await BilledAsync(topUp: 10, Reported("a", 8, metric: "2"));
        Assert.Equal(8m, (await pipeline.WalletAsync()).Available);
        await pipeline.AppendAsync(Void("a"));
        await pipeline.MeterAllAsync();
        Assert.Equal(10m, (await pipeline.WalletAsync()).Available);
        await CloseAsync(pipeline, 1, days: 28);

        var invoice = (await InvoicesAsync(pipeline))[1];
        Assert.Equal((-2m, -2m, 0m), (invoice.GrandTotal, invoice.Prepaid, invoice.UnpaidAmount));
    }

    [Fact]
    public async Task A_refund_by_the_wallet_and_usage_that_it_cannot_pay_are_told_exactly_in_one_line()
    {
        var pipeline = await BilledAsync(topUp: 2, Reported("a", 8, metric: "2"));
        await pipeline.AppendAsync(Reported("late", 20, metric: "2"), Void("a"));
        await pipeline.MeterAllAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await CloseAsync(pipeline, 1, days: 28);

        var invoice = (await InvoicesAsync(pipeline))[1];
        Assert.Equal((3m, -2m, 5m), (invoice.GrandTotal, invoice.Prepaid, invoice.UnpaidAmount));
    }

    [Fact]
    public async Task Backfilled_usage_of_a_period_however_long_ago_is_on_the_next_invoice()
    {
        var pipeline = await BilledAsync(topUp: 0, Reported("a", 3));
        await CloseAsync(pipeline, 1, days: 28);
        await CloseAsync(pipeline, 2, days: 31);
        await CloseAsync(pipeline, 3, days: 30);
        await pipeline.AppendAsync(Reported("b", 10) with { IsBackfill = true, Reason = "found in an old file" });
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 4, days: 31);

        var invoices = await InvoicesAsync(pipeline);
        var line = invoices[4].Lines[^1];
        Assert.Equal((10m, pipeline.Start, invoices[0].Number), (line.Quantity, line.Period.Start, line.Original!.Number));
    }
}
