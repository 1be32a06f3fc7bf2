using NodaTime;
using Tallystick.Core.Blobs;
using Tallystick.Core.Books;
using Tallystick.Core.CreditNotes;
using Tallystick.Core.Customers;
using Tallystick.Core.Dunning;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>A tenant's invoices: found, listed, issued with gapless numbers, and paid.</summary>
/// <param name="store">Where they are.</param>
/// <param name="blobs">Where issued ones are kept for good.</param>
/// <param name="wallets">Who pays.</param>
/// <param name="subscriptions">What the payment of a first invoice activates.</param>
/// <param name="ids">Where names of notes come from.</param>
public sealed class InvoiceRegister(IDocumentStore store, IBlobStore blobs, WalletService wallets, SubscriptionService subscriptions, IIdSource ids)
{
    private readonly InvoiceList list = new(store);
    private readonly Outbox outbox = new(store);
    private readonly BookWrites books = new(store);
    private readonly InvoicePeriods periods = new(store, ids);
    private readonly InvoiceSettlement settlement = new(store, wallets, subscriptions, ids);

    /// <summary>An invoice by id.</summary>
    public async Task<Result<Invoice>> GetAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) is { } found ? found.Value : Refusal.NotFound("INVOICE", id.ToString());

    /// <summary>See <see cref="InvoiceList.PageAsync"/>.</summary>
    public Task<Page<Invoice>> PageAsync(Tenant tenant, InvoiceFilter filter, PageRequest page, CancellationToken cancellation) =>
        list.PageAsync(tenant, filter, page, cancellation);

    /// <summary>See <see cref="InvoiceList.IssuedAsync"/>.</summary>
    public IAsyncEnumerable<Invoice> IssuedAsync(Tenant tenant, Period made, CancellationToken cancellation) => list.IssuedAsync(tenant, made, cancellation);

    /// <summary>See <see cref="InvoiceSettlement.PayAsync"/>.</summary>
    public Task<Result<Invoice>> PayAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation) =>
        settlement.PayAsync(tenant, id, now, cancellation);

    /// <summary>See <see cref="InvoiceSettlement.VoidAsync"/>.</summary>
    public Task<Result<Invoice>> VoidAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation) =>
        settlement.VoidAsync(tenant, id, now, cancellation);

    /// <summary>See <see cref="InvoiceSettlement.WriteOffAsync"/>.</summary>
    public Task<Result<Invoice>> WriteOffAsync(Tenant tenant, Id<Invoice> id, string reason, Instant now, CancellationToken cancellation) =>
        settlement.WriteOffAsync(tenant, id, reason, now, cancellation);

    /// <summary>The writes of a new draft.</summary>
    internal static IReadOnlyList<DocumentWrite> Creating(Invoice invoice, Customer customer) =>
    [
        DocumentWrite.Create(invoice.Id.ToString(), invoice.ToBody()), .. Noting(invoice, customer),
    ];

    /// <summary>
    /// The writes that issue drafts, in their order, under the next numbers; they hold only as long as nobody else takes these. Those of the ids that are no
    /// drafts any more are passed over, so there may be no writes.
    /// </summary>
    /// <param name="drafts">Invoices that are drafted.</param>
    /// <param name="max">How many are issued at most.</param>
    /// <param name="context">The subscription: tells when they are issued, and until when they are to be paid.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The writes, the invoices as they leave them, and whether they leave drafts over.</returns>
    internal async Task<(IReadOnlyList<DocumentWrite> Writes, IReadOnlyList<Invoice> Issued, bool IsPart)> IssuingAsync(
        IEnumerable<Id<Invoice>> drafts, int max, SubscriptionContext context, CancellationToken cancellation)
    {
        var found = new List<Versioned<Invoice>>();
        foreach (var id in drafts)
        {
            if (await FindDraftAsync(context.Tenant, id, cancellation) is { } draft)
            {
                found.Add(draft);
            }
        }

        if (found.Count == 0)
        {
            return ([], [], false);
        }

        var (writes, issued) = await IssuingAsync(context.Tenant, [.. found.Take(max).Select(draft => IssuableDraft.Of(context, draft))], cancellation);
        return (writes, issued, found.Count > max);
    }

    /// <summary>The writes that issue drafts, of one subscription or of several, in their order, under the next numbers; they hold only as long as nobody else takes these.</summary>
    /// <returns>The writes, and the invoices as they leave them.</returns>
    /// <param name="tenant">Whose.</param>
    /// <param name="drafts">Invoices that are drafted, or new.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="beside">What else changes in the same commit, by writes of the caller's, and is told of with them.</param>
    internal async Task<(IReadOnlyList<DocumentWrite> Writes, IReadOnlyList<Invoice> Issued)> IssuingAsync(
        Tenant tenant, IReadOnlyList<IssuableDraft> drafts, CancellationToken cancellation, params (Invoice Before, Invoice After)[] beside)
    {
        var read = await store.ReadAsync<InvoiceCounter>(BillingDocuments.PartitionOf(tenant), BillingDocuments.Counter, cancellation);
        var counter = read?.Value ?? new InvoiceCounter();
        var issued = new List<Versioned<Invoice>>();
        foreach (var draft in drafts)
        {
            counter = counter.Next();
            issued.Add(draft.Invoice with { Value = draft.Invoice.Value.Issue(counter.Number, draft.Now, draft.PaymentTermDays).OrThrow() with { Seller = draft.Seller } });
        }

        IReadOnlyList<DocumentWrite> writes =
        [
            new Versioned<InvoiceCounter>(counter, read?.ETag).ToWrite(BillingDocuments.Counter),
            .. issued.Select(invoice => invoice.ToWrite(invoice.Value.Id.ToString())),
            .. issued.Zip(drafts).SelectMany(pair =>
                OwedInvoice.Noting(pair.Second.Clock, pair.First.Value, InvoiceChargeDecision.FirstLookAt(pair.First.Value, pair.Second.IsCharged))),
            .. await outbox.TellingAsync(tenant, [.. issued.Zip(drafts, (invoice, draft) => (draft.Invoice.Value, invoice.Value)), .. beside], cancellation),
            .. await books.PostingAsync(
                BillingDocuments.PartitionOf(tenant),
                [
                    .. drafts.Zip(issued).SelectMany(pair => InvoicePostings.Between(pair.First.Invoice.Value, pair.Second.Value, pair.First.Now)),
                    .. beside.SelectMany(changed => InvoicePostings.Between(changed.Before, changed.After, drafts[0].Now)),
                ],
                cancellation),
        ];
        return (writes, [.. issued.Select(invoice => invoice.Value)]);
    }

    /// <summary>A draft; null where it is none any more.</summary>
    internal async Task<Versioned<Invoice>?> FindDraftAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation)
    {
        var found = await ReadAsync(tenant, id, cancellation) ?? throw new DamagedStoreException($"The draft {id} is missing.");
        return found.Value.Status == InvoiceStatus.Draft ? found : null;
    }

    /// <summary>Makes and issues an invoice at once; doing it again with the same id changes nothing.</summary>
    internal async Task<Invoice> IssueNewAsync(SubscriptionContext context, Invoice draft, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(context.Tenant, draft.Id, cancellation) is { } standing)
            {
                return await FinishAsync(context.Tenant, standing.Value.Id, cancellation);
            }

            var (writes, _) = await IssuingAsync(context.Tenant, [IssuableDraft.Of(context, new Versioned<Invoice>(draft, null))], cancellation);
            await store.CommitAsync(BillingDocuments.PartitionOf(context.Tenant), [.. writes, .. Noting(draft, context.Customer)], cancellation);
        }
    }

    /// <summary>Issues a credit note, together with what it takes off its invoice.</summary>
    /// <returns>False where the invoice, or another document of the commit, was changed by another.</returns>
    internal async Task<bool> IssueCreditAsync(SubscriptionContext context, Versioned<Invoice> invoice, CreditNote note, CancellationToken cancellation)
    {
        var after = invoice.Value.TakeBack(note.Total, note.SetOffAmount, context.Now);
        var draft = CreditNoteDraft.Of(note, invoice.Value) with { SetOffAmount = -note.SetOffAmount };
        var (issuing, _) = await IssuingAsync(
            context.Tenant,
            [IssuableDraft.Of(context, new Versioned<Invoice>(draft, null))],
            cancellation,
            (invoice.Value, after));
        List<DocumentWrite> writes =
        [
            .. issuing, .. Noting(draft, context.Customer), (invoice with { Value = after }).ToWrite(after.Id.ToString()),
            DocumentWrite.Create(CreditNoteDocuments.Note(note), note.ToBody()),
        ];
        writes.AddRange(await periods.FollowingAsync(context.Tenant, after, cancellation));

        return await store.CommitAsync(BillingDocuments.PartitionOf(context.Tenant), writes, cancellation);
    }

    /// <summary>Keeps the credit notes to an invoice for good, gives what they give back, and notes what the wallet paid meanwhile. May be repeated.</summary>
    internal async Task GoOnWithCreditsAsync(AccountId account, Id<Invoice> id, Instant now, CancellationToken cancellation)
    {
        foreach (var note in await store.ListAllAsync<CreditNote>(CreditNoteDocuments.NotesTo(account.Tenant, id), cancellation))
        {
            await FinishAsync(account.Tenant, note.DocumentId, cancellation);
            await CollectAsync(account, note.DocumentId, now, cancellation);
        }

        await CollectAsync(account, id, now, cancellation, pays: false);
    }

    /// <summary>Keeps an issued invoice for good, as it was when it was issued.</summary>
    internal async Task<Invoice> FinishAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation)
    {
        var invoice = (await GetAsync(tenant, id, cancellation)).OrThrow();
        if (!await blobs.PutAsync(BillingDocuments.File(tenant, invoice.Number!), invoice.AsIssued().ToBody(), cancellation))
        {
            throw new InvalidOperationException($"Invoice {invoice.Number} of {tenant} is kept with other content: an issued invoice has changed.");
        }

        return invoice;
    }

    /// <summary>See <see cref="InvoiceSettlement.ChangeAsync"/>.</summary>
    internal Task<bool> ChangeAsync(
        Tenant tenant, Versioned<Invoice> read, Invoice changed, Instant now, IReadOnlyList<DocumentWrite> beside, CancellationToken cancellation) =>
        settlement.ChangeAsync(tenant, read, changed, now, beside, cancellation);

    /// <summary>See <see cref="InvoiceSettlement.CollectAsync"/>.</summary>
    internal Task<Result<Invoice>> CollectAsync(AccountId account, Id<Invoice> id, Instant now, CancellationToken cancellation, bool pays = true) =>
        settlement.CollectAsync(account, id, now, cancellation, pays);

    /// <summary>The writes beside a new invoice: its place in the list, and who it is made out to.</summary>
    private static IReadOnlyList<DocumentWrite> Noting(Invoice invoice, Customer customer) =>
    [
        DocumentWrite.Create(BillingDocuments.InvoiceEntry(invoice), new InvoiceEntry(invoice.Id).ToBody()),
        DocumentWrite.Put(BillingDocuments.Recipient(invoice.Id), InvoiceRecipient.Of(customer).ToBody()),
    ];

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
