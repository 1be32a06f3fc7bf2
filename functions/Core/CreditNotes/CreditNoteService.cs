using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>Credit notes that merchants write: made, found, listed.</summary>
public sealed class CreditNoteService
{
    /// <summary>How many an invoice may have.</summary>
    public const int MaxNotes = 100;

    private readonly IDocumentStore store;
    private readonly IIdSource ids;
    private readonly InvoiceRegister invoices;
    private readonly InvoicePeriods periods;
    private readonly EarlierInvoices earlierInvoices;
    private readonly SubscriptionContexts contexts;

    /// <summary>Makes the service.</summary>
    public CreditNoteService(IDocumentStore store, IIdSource ids, CustomerDirectory customers, Clocks clocks, InvoiceRegister invoices)
    {
        this.store = store;
        this.ids = ids;
        this.invoices = invoices;
        periods = new InvoicePeriods(store, ids);
        earlierInvoices = new EarlierInvoices(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <summary>
    /// Takes back part of an issued invoice, or all that is left: what was left to pay is paid less, the rest goes into the wallet. With an idempotency key the
    /// same wish is done once. Refused: <c>INVOICE_NOT_FOUND</c>; what <see cref="CreditDecision.Decide"/> refuses; <c>IDEMPOTENCY_KEY_REUSED</c> for another
    /// wish; <c>INVOICE_CREDITED</c> while a closing drafts what takes from the invoice; <c>TOO_MANY_NOTES</c>.
    /// </summary>
    public async Task<Result<CreditNote>> CreateAsync(Tenant tenant, Id<Invoice> id, NewCreditNote wish, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadInvoiceAsync(tenant, id, cancellation) is not { } read)
            {
                return Refusal.NotFound("INVOICE", id.ToString());
            }

            var context = await contexts.FindAsync(tenant, Id<Subscription>.Parse(read.Value.SubscriptionId), cancellation)
                ?? throw new DamagedStoreException($"The subscription of invoice {id} is missing.");
            var noteId = CreditNoteIds.Of(read.Value, wish.IdempotencyKey, ids);
            if (await store.ReadAsync<CreditNote>(BillingDocuments.PartitionOf(tenant), CreditNoteDocuments.Note(id, noteId), cancellation) is { Value: var done })
            {
                await invoices.GoOnWithCreditsAsync(context.Account, id, context.Now, cancellation);
                return done.Wish!.ToBody().Span.SequenceEqual(wish.ToBody().Span) ? done : new Refusal(RefusalKind.Unprocessable, "IDEMPOTENCY_KEY_REUSED", "The idempotency key was used for another credit note.");
            }

            if (!(await DecideAsync(tenant, read.Value, noteId, wish, context, cancellation)).TryGet(out var note, out var refused))
            {
                return refused;
            }

            // The entry is written first, and stays until the money has moved: whoever goes away then is followed by the closing of the invoice's period.
            var movement = await periods.NoteMovementAsync(tenant, read.Value, context.Now, cancellation);
            var isMade = await invoices.IssueCreditAsync(context, read, note, cancellation);
            if (isMade)
            {
                await invoices.GoOnWithCreditsAsync(context.Account, id, context.Now, cancellation);
            }

            await periods.ForgetMovementAsync(tenant, movement, cancellation);
            if (isMade)
            {
                return note;
            }
        }
    }

    /// <summary>A note. Refused: <c>CREDIT_NOTE_NOT_FOUND</c>.</summary>
    public async Task<Result<CreditNote>> GetAsync(Tenant tenant, Id<CreditNote> id, CancellationToken cancellation) =>
        await ReadInvoiceAsync(tenant, Id<Invoice>.Of(id.Suffix), cancellation) is { Value.Original: { } original }
        && await store.ReadAsync<CreditNote>(BillingDocuments.PartitionOf(tenant), CreditNoteDocuments.Note(original.InvoiceId, id), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("CREDIT_NOTE", id.ToString());

    /// <summary>A page of the notes to an invoice; none for an invoice that there is not.</summary>
    public async Task<Page<CreditNote>> PageAsync(Tenant tenant, Id<Invoice> invoice, PageRequest page, CancellationToken cancellation) =>
        await store.PageAsync<CreditNote>(CreditNoteDocuments.NotesTo(tenant, invoice), page, cancellation);

    private async Task<Result<CreditNote>> DecideAsync(
        Tenant tenant, Invoice invoice, Id<CreditNote> id, NewCreditNote wish, SubscriptionContext context, CancellationToken cancellation)
    {
        var earlier = await store.ListAllAsync<CreditNote>(CreditNoteDocuments.NotesTo(tenant, invoice.Id), cancellation);
        if (earlier.Count >= MaxNotes)
        {
            return Refusal.Conflict("TOO_MANY_NOTES", $"An invoice has at most {MaxNotes} credit notes.");
        }

        if (!(await earlierInvoices.LateCreditsAsync(tenant, invoice, cancellation)).TryGet(out var late, out var refused)
            || !CreditDecision.Decide(invoice, earlier, late.Taken, wish).TryGet(out var lines, out refused))
        {
            return refused;
        }

        return new CreditNote
        {
            Id = id,
            InvoiceId = invoice.Id,
            Reason = wish.Reason,
            Lines = lines,
            SetOffAmount = Math.Clamp(invoice.UnpaidAmount, 0, lines.Sum(line => line.Amount)),
            CreatedAt = context.Now,
            Wish = wish.IdempotencyKey is null ? null : wish,
        };
    }

    private ValueTask<Versioned<Invoice>?> ReadInvoiceAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
