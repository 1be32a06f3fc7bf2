using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What a merchant does with a draft while it is reviewed.</summary>
public sealed class InvoiceReview
{
    private readonly IDocumentStore store;
    private readonly IIdSource ids;
    private readonly PeriodCloser closer;
    private readonly ITaxSource taxes;
    private readonly SubscriptionContexts contexts;
    private readonly InvoicePeriods periods;

    /// <summary>Makes the service.</summary>
    public InvoiceReview(IDocumentStore store, IIdSource ids, CustomerDirectory customers, Clocks clocks, PeriodCloser closer, ITaxSource taxes)
    {
        this.store = store;
        this.ids = ids;
        this.closer = closer;
        this.taxes = taxes;
        contexts = new SubscriptionContexts(store, customers, clocks);
        periods = new InvoicePeriods(store, ids);
    }

    /// <summary>
    /// Adds a line to a draft. Refused: <c>INVOICE_NOT_FOUND</c>, the fields that break rules, what <see cref="ManualLines.Add"/> refuses.
    /// </summary>
    public Task<Result<Invoice>> AddAsync(Tenant tenant, Id<Invoice> id, NewManualLine line, CancellationToken cancellation)
    {
        var lineId = Id<ManualLine>.Of(ids.NextSuffix());
        return ChangeAsync(
            tenant,
            id,
            async draft =>
            {
                var context = await ContextAsync(tenant, draft, cancellation);
                var rate = await RateOfAsync(draft, context, cancellation);
                return line.ToLine(lineId, draft.Currency, rate, context.Now).TryGet(out var added, out var refused) ? draft.Add(added) : refused;
            },
            cancellation);
    }

    /// <summary>Takes a line that was added away. Refused: <c>INVOICE_NOT_FOUND</c>, what <see cref="ManualLines.Remove"/> refuses.</summary>
    public Task<Result<Invoice>> RemoveAsync(Tenant tenant, Id<Invoice> id, Id<ManualLine> line, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, draft => Task.FromResult(draft.Remove(line)), cancellation);

    /// <summary>
    /// Issues a draft, and what else is drafted with it: the invoice and the notes of a period are numbered together. Repeated it changes nothing. Refused:
    /// <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_VOID</c>; <c>PERIOD_NOT_DRAFTED</c> while some of the notes are still to be drafted.
    /// </summary>
    public async Task<Result<Invoice>> IssueAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(tenant, id, cancellation) is not { Value: var invoice })
            {
                return Refusal.NotFound("INVOICE", id.ToString());
            }

            if (invoice.Status != InvoiceStatus.Draft)
            {
                return invoice.Status == InvoiceStatus.Void ? Refusal.Conflict("INVOICE_VOID", "The invoice was called off.") : invoice;
            }

            var context = await ContextAsync(tenant, invoice, cancellation);
            var read = await PeriodAsync(tenant, invoice, cancellation);
            if (!read.Value.EndReview().TryGet(out var ended, out var refused))
            {
                return refused;
            }

            // With the entry of what is due now in the same commit: should nobody go on from here, the next sweep does.
            var due = DueEntries.DueOf(context, ended);
            IReadOnlyList<DocumentWrite> writes =
                [(read with { Value = ended }).ToWrite(BillingDocuments.Period(ended)), .. await MovingAsync(context, read.Value, due, cancellation)];
            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation))
            {
                await closer.CloseAsync(due, cancellation);
                return (await ReadAsync(tenant, id, cancellation))!.Value;
            }
        }
    }

    /// <summary>The tax of a line that names no rate: that of all that has none of its own.</summary>
    private async Task<decimal> RateOfAsync(Invoice draft, SubscriptionContext context, CancellationToken cancellation)
    {
        if (draft.TaxTreatment != TaxTreatment.Standard)
        {
            return 0;
        }

        var period = (await PeriodAsync(context.Tenant, draft, cancellation)).Value;
        return (await taxes.DecideAsync(context.TaxQuestionFor(period.Index, next: null), cancellation)).DefaultRate;
    }

    /// <summary>The writes that put a due entry in the place of the one that waits for the end of the review.</summary>
    private async Task<IReadOnlyList<DocumentWrite>> MovingAsync(
        SubscriptionContext context, BillingPeriod reviewed, DuePeriod due, CancellationToken cancellation)
    {
        var entry = DueEntries.IdOf(context, reviewed);
        var waiting = entry == due.Entry ? null : await store.ReadAsync(BillingDocuments.PartitionOf(context.Tenant), entry, cancellation);
        return [DocumentWrite.Put(due.Entry, due.ToBody()), .. waiting is null ? [] : new[] { DocumentWrite.Delete(entry, waiting.ETag) }];
    }

    private async Task<Result<Invoice>> ChangeAsync(
        Tenant tenant, Id<Invoice> id, Func<Invoice, Task<Result<Invoice>>> change, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(tenant, id, cancellation) is not { } read)
            {
                return Refusal.NotFound("INVOICE", id.ToString());
            }

            if (!(await change(read.Value)).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [(read with { Value = changed }).ToWrite(id.ToString())], cancellation))
            {
                return changed;
            }
        }
    }

    private async Task<SubscriptionContext> ContextAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation) =>
        await contexts.FindAsync(tenant, Id<Subscription>.Parse(invoice.SubscriptionId), cancellation)
        ?? throw new DamagedStoreException($"The subscription of invoice {invoice.Id} is missing.");

    private async Task<Versioned<BillingPeriod>> PeriodAsync(Tenant tenant, Invoice draft, CancellationToken cancellation) =>
        await periods.FindAsync(tenant, draft, cancellation) ?? throw new DamagedStoreException($"The draft {draft.Id} is of no period.");

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
