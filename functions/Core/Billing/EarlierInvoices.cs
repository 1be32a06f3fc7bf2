using Tallystick.Core.CreditNotes;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Reads what was taken back of earlier invoices: that is not given back again because usage is corrected, and the other way round.</summary>
/// <param name="store">Where invoices and credit notes are.</param>
internal sealed class EarlierInvoices(IDocumentStore store)
{
    /// <summary>
    /// The period with what has to be known of the invoices of which its lines give back: which were called off, and what was taken back of others. And these
    /// invoices as they stand, with the later ones that added to them: written as they are in the commit that drafts, nothing is taken back of them at that
    /// moment.
    /// </summary>
    internal async Task<(BillingPeriod Known, IReadOnlyList<Versioned<Invoice>> Earlier)> KnownAsync(
        SubscriptionContext context, BillingPeriod period, IEnumerable<BillableLine> lines, CancellationToken cancellation)
    {
        HashSet<Id<Invoice>> originals = [.. lines.Where(line => line.Original is not null && line.GivesBack).Select(line => line.Original!.InvoiceId)];
        if (originals.Count == 0)
        {
            return (period, []);
        }

        var earlier = await ReadAsync(context, originals, period.Index, cancellation);
        List<Id<Invoice>> calledOff =
            [.. earlier.Where(one => one.Value.Status == InvoiceStatus.Void && originals.Contains(one.Value.Id)).Select(one => one.Value.Id).Except(period.CalledOff)];

        // What is held, or on a note that is drafted, was looked at then.
        originals.ExceptWith(period.CalledOff.Concat(calledOff).Concat(period.Held).Concat(period.Notes.Select(note => note.Original)));
        var items = new Dictionary<BilledItem, NotedItem>();
        foreach (var invoice in earlier.Select(one => one.Value))
        {
            Add(invoice, await CreditedAsync(context.Tenant, invoice, cancellation), originals, items);
        }

        List<NotedItem> noted = [.. items.Values.Where(item => item.TakenBack > 0)];
        return calledOff.Count == 0 && noted.Count == 0
            ? (period, earlier)
            : (period with { CalledOff = [.. period.CalledOff, .. calledOff], Noted = noted.Count == 0 ? period.Noted : [.. period.Noted ?? [], .. noted] }, earlier);
    }

    /// <summary>
    /// What later invoices and notes of closings give back of an invoice. Refused: <c>INVOICE_CREDITED</c> while one is drafted in parts.
    /// </summary>
    internal async Task<Result<LateCredits>> LateCreditsAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        var credits = new LateCredits(invoice);
        var first = InitialInvoices.IdFor(Id<Subscription>.Parse(invoice.SubscriptionId));
        foreach (var period in await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId), cancellation))
        {
            if (period.State == PeriodState.Sealed && period.Held.Contains(invoice.Id))
            {
                return Refusal.Conflict("INVOICE_CREDITED", $"{BillingDocuments.Period(period)} is about to give back part of the invoice: ask again when it is drafted.");
            }

            foreach (var id in period.Index == 0 ? period.Invoices.Prepend(first) : period.Invoices)
            {
                if (await ReadAsync(tenant, id, cancellation) is { Value: { Status: not InvoiceStatus.Void } next })
                {
                    credits.Add(next, await CreditedAsync(tenant, next, cancellation));
                }
            }
        }

        return credits;
    }

    /// <summary>Adds what an invoice bills of the originals' items, and what was taken back of that.</summary>
    private static void Add(Invoice invoice, ILookup<int, CreditedLine> credited, HashSet<Id<Invoice>> originals, Dictionary<BilledItem, NotedItem> items)
    {
        var withTax = invoice.TaxBehavior == TaxBehavior.Inclusive;
        foreach (var line in invoice.Lines.Where(line => line is { PriceId: not null, Kind: LineKind.Usage or LineKind.Fee }))
        {
            var item = BilledItem.Of(invoice, line);
            if (originals.Contains(item.Original))
            {
                var known = items.GetValueOrDefault(item) ?? new NotedItem(item.Original, item.PriceId, 0, 0);
                var amount = withTax ? line.TotalAmount : line.TotalPrice;
                var takenBack = invoice.Status == InvoiceStatus.Void ? amount - line.Prepaid : credited[line.LineId].Sum(part => withTax ? part.Amount : part.Price);
                items[item] = known with { Billed = known.Billed + amount, TakenBack = known.TakenBack + takenBack };
            }
        }
    }

    /// <summary>The originals, and what cites them of the invoices and notes of the periods before one, in their order.</summary>
    private async Task<IReadOnlyList<Versioned<Invoice>>> ReadAsync(
        SubscriptionContext context, HashSet<Id<Invoice>> originals, int before, CancellationToken cancellation)
    {
        var found = new List<Versioned<Invoice>>();
        foreach (var id in originals)
        {
            found.Add(await ReadAsync(context.Tenant, id, cancellation) ?? throw new DamagedStoreException($"Invoice {id} of a period is missing."));
        }

        var periods = await store.ListAllAsync<BillingPeriod>(BillingDocuments.PeriodsOf(context.Tenant, context.Subscription.Id.ToString()), cancellation);
        var ofInitial = originals.Contains(InitialInvoices.IdFor(context.Subscription.Id));
        var later = periods.Where(period => period.Index < before).SkipWhile(period => !ofInitial && !period.Invoices.Any(originals.Contains));
        foreach (var id in later.SelectMany(period => period.Invoices).Where(id => !originals.Contains(id)))
        {
            if (await ReadAsync(context.Tenant, id, cancellation) is { } one && one.Value.Lines.Any(line => line.Original is { } cited && originals.Contains(cited.InvoiceId)))
            {
                found.Add(one);
            }
        }

        return found;
    }

    private async Task<ILookup<int, CreditedLine>> CreditedAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        IReadOnlyList<CreditNote> notes = invoice.CreditedAmount > 0
            ? await store.ListAllAsync<CreditNote>(CreditNoteDocuments.NotesTo(tenant, invoice.Id), cancellation)
            : [];
        return notes.SelectMany(note => note.Lines).ToLookup(line => line.LineId);
    }

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
