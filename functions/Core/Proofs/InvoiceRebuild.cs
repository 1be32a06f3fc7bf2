using Tallystick.Core.Billing;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>Makes an issued invoice again, as it was issued.</summary>
/// <remarks>
/// Quantities, amounts, tax, totals and evidence come from the log and the definitions. The facts of the issue are taken over from the invoice, for
/// the log does not tell them: its id and number, when it was drafted and issued, the merchant's name and particulars, the rates of tax and the time zone of that moment, and
/// what the merchant added to the draft.
/// </remarks>
internal sealed class InvoiceRebuild(IDocumentStore store, IUsageSource usage)
{
    private readonly PeriodLines lines = new(store, usage);

    /// <summary>The invoice or note; null where no period of the subscription has it.</summary>
    internal async Task<Invoice?> OfAsync(SubscriptionContext current, Invoice issued, CancellationToken cancellation)
    {
        var (context, tax) = (AtIssue(current, issued), TaxOf(issued));
        if (await PeriodOfAsync(context, issued, cancellation) is { } period)
        {
            var rated = await lines.OfAsync(context, period, NextOf(context, period), pools: null, cancellation);
            return period.InvoiceId == issued.Id
                ? Issued(context, InvoiceDraft.Create(context.TermsFor(issued.Id, period.Index, period.Period, period.GraceEnd, tax), rated.Lines, issued.CreatedAt), issued)
                : NoteOf(rated, period, issued) is { } note
                    ? Issued(context, InvoiceDraft.Create(context.TermsFor(issued.Id, period.Index, note, tax), note.Lines, issued.CreatedAt), issued) : null;
        }

        if (await CreditNoteOfAsync(context, issued, cancellation) is { } credit)
        {
            return Issued(context, credit, issued);
        }

        if (issued.Id != InitialInvoices.IdFor(context.Subscription.Id) || context.AsAgreed.At(0) is not { } first)
        {
            return null;
        }

        var terms = context.TermsFor(issued.Id, 0, first.Period, graceEnd: null, tax);
        return Issued(context, InvoiceDraft.Create(terms, FeeLine.InAdvance(first, context.Currency), issued.CreatedAt), issued);
    }

    /// <summary>The period whose fees in advance are on the invoice, as it was to be then: it may have been cut since.</summary>
    private static SubscriptionPeriod? NextOf(SubscriptionContext context, BillingPeriod period) =>
        period.Next is { } next && context.Calendar is var calendar
            ? new(next, period.NextShare ?? FeeShare.Full(next), calendar.PhaseOf(period.Index + 1), calendar.PricesOf(period.Index + 1), calendar.NumberOf(period.Index + 1))
            : null;

    /// <summary>What a note has by the log; null where nothing came late for its original.</summary>
    private static RatedNote? NoteOf(RatedPeriod rated, BillingPeriod period, Invoice issued)
    {
        var original = period.Notes.First(note => note.Id == issued.Id).Original;
        return rated.Notes.FirstOrDefault(note => note.Original.InvoiceId == original);
    }

    private static Invoice Issued(SubscriptionContext context, Invoice draft, Invoice issued) =>
        (issued.ManualLines is { } manual ? draft.With(manual) : draft).Issue(issued.Number!, issued.IssuedAt ?? issued.CreatedAt, context.Subscription.PaymentTermDays).OrThrow().AsIssued() with { Seller = issued.Seller };

    private static SubscriptionContext AtIssue(SubscriptionContext context, Invoice issued) => context with
    {
        Merchant = context.Merchant with { Name = issued.MerchantName },
        Customer = context.Customer with { TimeZone = issued.TimeZone },
    };

    /// <summary>The rates that were decided on, as the invoice's own lines have them.</summary>
    private static TaxDecision TaxOf(Invoice issued)
    {
        var noted = issued.Lines.Where(line => line.Kind != LineKind.Manual).OrderBy(line => line.Original is not null).ToList();
        return new TaxDecision(
            issued.TaxTreatment,
            noted.FirstOrDefault(line => line.PriceId is null)?.TaxRate ?? 0,
            noted.Where(line => line.PriceId is not null).DistinctBy(line => line.PriceId).ToDictionary(line => line.PriceId!, line => line.TaxRate));
    }

    /// <summary>What a credit note of the merchant's is made of: its facts, and its invoice, which has a proof of its own. Null for what is none.</summary>
    private async Task<Invoice?> CreditNoteOfAsync(SubscriptionContext context, Invoice issued, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        return issued.Original is { } original
            && await store.ReadAsync<CreditNote>(partition, CreditNoteDocuments.Note(original.InvoiceId, Id<CreditNote>.Of(issued.Id.Suffix)), cancellation) is { Value: var note }
            && await store.ReadAsync<Invoice>(partition, original.InvoiceId.ToString(), cancellation) is { Value: var invoice }
            ? CreditNoteDraft.Of(note, invoice)
            : null;
    }

    private async Task<BillingPeriod?> PeriodOfAsync(SubscriptionContext context, Invoice issued, CancellationToken cancellation)
    {
        var all = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(context.Tenant, context.Subscription.Id.ToString()), cancellation);
        return all.FirstOrDefault(period => period.Invoices.Contains(issued.Id));
    }
}
