using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Billing.Months;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

/// <summary>Plans that bill what comes late by notes: each invoice that it changes has one, drawn when the next period is closed.</summary>
public class NotesTests
{
    private static readonly Instant February = Instant.FromUtc(2026, 2, 1, 0, 0);
    private static readonly UsageEvent A = Reported("a", 3);

    private static async Task<Pipeline> BilledAsync(params UsageEvent[] events) =>
        await JanuaryAsync(await Pipeline.CreateAsync(late: LateEventPolicy.CreditOrDebitNote), events);

    [Fact]
    public async Task Late_usage_is_on_a_debit_note_to_the_invoice_of_its_period_and_not_on_the_next_invoice()
    {
        var pipeline = await BilledAsync(A);
        await ReportAsync(pipeline, Reported("late", 10), Reported("current", 100, February));
        await CloseAsync(pipeline, 1, days: 28);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal([("INV-000001", InvoiceType.Invoice, 6m), ("INV-000002", InvoiceType.Invoice, 200m), ("INV-000003", InvoiceType.DebitNote, 20m)],
            invoices.Select(invoice => (invoice.Number!, invoice.Type, invoice.GrandTotal)));
        Assert.Equal((new OriginalInvoice(invoices[0].Id, "INV-000001"), invoices[0].Period), (invoices[2].Original, invoices[2].Period));
        Assert.Null(invoices[1].Original);
    }

    [Fact]
    public async Task Usage_that_is_voided_is_on_a_credit_note_that_goes_into_the_wallet_and_pays_the_invoice_that_it_is_to()
    {
        var pipeline = await BilledAsync(A, Reported("b", 5));
        await ReportAsync(pipeline, Void(A));
        await CloseAsync(pipeline, 1, days: 28);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal((InvoiceType.CreditNote, -6m, InvoiceStatus.Paid), (invoices[2].Type, invoices[2].GrandTotal, invoices[2].Status));
        Assert.Equal((6m, 10m, InvoiceStatus.Issued), (invoices[0].PaidAmount, invoices[0].UnpaidAmount, invoices[0].Status));
        Assert.Equal((6m, 0m, 6m), Of(await pipeline.WalletAsync()));
    }

    [Fact]
    public async Task Where_nothing_is_charged_unasked_a_credit_stays_in_the_wallet()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.CreditOrDebitNote);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await JanuaryAsync(pipeline, A);
        await ReportAsync(pipeline, Void(A));
        await CloseAsync(pipeline, 1, days: 28);

        Assert.Equal((6m, 6m, 0m), Of(await pipeline.WalletAsync()));
        Assert.Equal(0m, (await InvoicesAsync(pipeline))[0].PaidAmount);
    }

    [Fact]
    public async Task Each_invoice_that_is_changed_has_a_note_of_its_own_and_only_once()
    {
        var pipeline = await BilledAsync(A);
        await CloseAsync(pipeline, 1, days: 28);
        await ReportAsync(pipeline, Void(A), Reported("late", 10, February), Reported("more", 1, February, metric: "2"));
        await CloseAsync(pipeline, 2, days: 31);
        await CloseAsync(pipeline, 3, days: 30);

        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal([(InvoiceType.DebitNote, "INV-000002", 2), (InvoiceType.CreditNote, "INV-000001", 1)],
            invoices.Where(invoice => invoice.Original is not null).Select(note => (note.Type, note.Original!.Number!, note.Lines.Count)));
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"INV-{number:D6}"), invoices.Select(invoice => invoice.Number));
    }

    [Fact]
    public async Task A_late_event_is_found_on_the_line_of_its_note()
    {
        var pipeline = await BilledAsync(A);
        var late = Reported("late", 10);
        await ReportAsync(pipeline, late);
        await CloseAsync(pipeline, 1, days: 28);

        var fate = await pipeline.Fates().FindAsync(Tenant, DeliveryOf(late).Event, default);
        var line = Assert.Single(await new BilledLines(pipeline.Store, pipeline.Terms).FindAsync(fate!.Delivery, default));
        Assert.Equal(("INV-000003", 1, "bm_1"), (line.Number, line.LineId, line.MetricId));
    }

    [Fact]
    public async Task Of_an_invoice_that_was_called_off_nothing_is_given_back_and_what_came_late_is_billed()
    {
        var pipeline = await BilledAsync(A);
        await pipeline.Invoices().VoidAsync(Tenant, (await InvoicesAsync(pipeline))[0].Id, pipeline.Time.Now, default);
        await ReportAsync(pipeline, Void(A), Reported("late", 10, metric: "2"));
        await CloseAsync(pipeline, 1, days: 28);

        Assert.Equal([(InvoiceType.Invoice, 6m), (InvoiceType.Invoice, 0m), (InvoiceType.DebitNote, 2.5m)],
            (await InvoicesAsync(pipeline)).Select(invoice => (invoice.Type, invoice.GrandTotal)));
    }

    [Theory]
    [InlineData(LateEventPolicy.CreditOrDebitNote)]
    [InlineData(LateEventPolicy.NextInvoice)]
    public async Task An_invoice_that_was_credited_is_not_called_off(LateEventPolicy policy)
    {
        var pipeline = await Pipeline.CreateAsync(late: policy);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { AutoCharge = false });
        await JanuaryAsync(pipeline, A, Reported("b", 5));
        await ReportAsync(pipeline, Void(A));
        await CloseAsync(pipeline, 1, days: 28);

        var original = (await InvoicesAsync(pipeline))[0];
        Assert.False((await pipeline.Invoices().VoidAsync(Tenant, original.Id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("INVOICE_CREDITED", refused!.Code);
    }

    [Fact]
    public async Task More_notes_than_one_commit_takes_are_drawn_each_once_whatever_fails()
    {
        var pipeline = await Pipeline.CreateAsync(late: LateEventPolicy.CreditOrDebitNote);
        const int Originals = 36;
        var starts = Enumerable.Range(0, Originals).Select(month => pipeline.Start.InUtc().LocalDateTime.PlusMonths(month).InUtc().ToInstant()).ToList();
        for (var index = 0; index < Originals; index++)
        {
            await ReportAsync(pipeline, Reported($"a{index}", 1, starts[index]));
            await CloseAsync(pipeline, index, days: index == 0 ? 32 : 31);
        }

        await ReportAsync(pipeline, [.. starts.Select((start, index) => Reported($"b{index}", 1, start) with { IsBackfill = true, Reason = "found" })]);
        pipeline.Time.Advance(TimeSpan.FromDays(31));
        var random = new Random(7);
        var faulty = new FaultyStore(pipeline.Store, random, faults: 0.005);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Task.WhenAll(TryAsync(pipeline, faulty, Originals), TryAsync(pipeline, faulty, Originals));
        }

        Assert.True(await pipeline.Closer().CloseAsync(Due(pipeline, Originals), default));
        var invoices = await InvoicesAsync(pipeline);
        Assert.Equal(Enumerable.Range(1, (2 * Originals) + 1).Select(number => $"INV-{number:D6}"), invoices.Select(invoice => invoice.Number));
        Assert.Equal(
            invoices.Where(invoice => invoice.Original is null && invoice.GrandTotal > 0).Select(invoice => invoice.Id).Order(),
            invoices.Where(invoice => invoice.Type == InvoiceType.DebitNote).Select(note => note.Original!.InvoiceId).Order());
    }

    private static async Task TryAsync(Pipeline pipeline, IDocumentStore store, int index)
    {
        try
        {
            await pipeline.Closer(store).CloseAsync(Due(pipeline, index), default);
        }
        catch (StoreUnavailableException)
        {
            // As a crash at that point; the next attempt goes on from there.
        }
    }

    private static (decimal Funded, decimal Available, decimal Spent) Of(Tallystick.Core.Wallets.Wallet wallet) =>
        (wallet.Funded, wallet.Available, wallet.Spent);
}
