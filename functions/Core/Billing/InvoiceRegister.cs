using NodaTime;
using Tallystick.Core.Blobs;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

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
    private readonly InvoicePeriods periods = new(store, ids);

    /// <summary>An invoice by id.</summary>
    public async Task<Result<Invoice>> GetAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) is { } found ? found.Value : Refusal.NotFound("INVOICE", id.ToString());

    /// <summary>See <see cref="InvoiceList.PageAsync"/>.</summary>
    public Task<Page<Invoice>> PageAsync(Tenant tenant, InvoiceFilter filter, PageRequest page, CancellationToken cancellation) =>
        list.PageAsync(tenant, filter, page, cancellation);

    /// <summary>
    /// Pays an issued invoice from the wallet, as far as the balance reaches, once. Refused: <c>INVOICE_NOT_FOUND</c>; <c>INSUFFICIENT_FUNDS</c>
    /// where nothing could be paid; what <see cref="InvoiceTransitions.Pay"/> refuses.
    /// </summary>
    public async Task<Result<Invoice>> PayAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation)
    {
        if (!(await GetAsync(tenant, id, cancellation)).TryGet(out var invoice, out var refused))
        {
            return refused;
        }

        if (invoice.Status is InvoiceStatus.Draft or InvoiceStatus.Void or InvoiceStatus.Paid)
        {
            return invoice.Pay(Math.Max(invoice.UnpaidAmount, 1), now);
        }

        var note = await periods.NoteMovementAsync(tenant, invoice, now, cancellation);
        var after = await CollectAsync(AccountId.Of(tenant, invoice.CustomerId), id, now, cancellation);
        await periods.ForgetMovementAsync(tenant, note, cancellation);
        return after.PaidAmount > invoice.PaidAmount
            ? after
            : new Refusal(RefusalKind.PaymentRequired, "INSUFFICIENT_FUNDS", "The wallet has nothing to pay the invoice with: top it up first.");
    }

    /// <summary>
    /// Calls an issued invoice off and gives back to the wallet what it paid since the issue. Repeated it changes nothing. Usage that was paid
    /// as it came stays paid. Refused: <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_NOT_ISSUED</c>, what <see cref="InvoiceTransitions.Void"/> refuses.
    /// </summary>
    public async Task<Result<Invoice>> VoidAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(tenant, id, cancellation) is not { } read)
            {
                return Refusal.NotFound("INVOICE", id.ToString());
            }

            if (read.Value.Status == InvoiceStatus.Draft)
            {
                return Refusal.Conflict("INVOICE_NOT_ISSUED", "The invoice is a draft: its period is being closed.");
            }

            if (!read.Value.Void(now).TryGet(out var voided, out var refused))
            {
                return refused;
            }

            var note = await periods.NoteMovementAsync(tenant, voided, now, cancellation);
            if (ReferenceEquals(voided, read.Value) || await CommitAsync(tenant, read with { Value = voided }, cancellation))
            {
                await wallets.RefundInvoiceAsync(AccountId.Of(tenant, voided.CustomerId), id.ToString(), now, cancellation);
                await periods.ForgetMovementAsync(tenant, note, cancellation);
                return voided;
            }
        }
    }

    /// <summary>The writes of a new draft.</summary>
    internal static IReadOnlyList<DocumentWrite> Creating(Invoice invoice, Customer customer) =>
    [
        DocumentWrite.Create(invoice.Id.ToString(), invoice.ToBody()), .. Noting(invoice, customer),
    ];

    /// <summary>The writes that issue a draft under the next number; they hold only as long as nobody else takes it. Null where it is no draft any more.</summary>
    internal async Task<IReadOnlyList<DocumentWrite>?> IssuingAsync(
        Tenant tenant, Id<Invoice> id, Instant now, int paymentTermDays, CancellationToken cancellation)
    {
        var draft = await ReadAsync(tenant, id, cancellation) ?? throw new InvalidOperationException($"The draft {id} is missing.");
        return draft.Value.Status == InvoiceStatus.Draft ? await IssuingAsync(tenant, draft, now, paymentTermDays, cancellation) : null;
    }

    /// <summary>Makes and issues an invoice at once; doing it again with the same id changes nothing.</summary>
    internal async Task<Invoice> IssueNewAsync(
        Tenant tenant, Invoice draft, Customer customer, Instant now, int paymentTermDays, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(tenant, draft.Id, cancellation) is { } standing)
            {
                return await FinishAsync(tenant, standing.Value.Id, cancellation);
            }

            var writes = await IssuingAsync(tenant, new Versioned<Invoice>(draft, null), now, paymentTermDays, cancellation);
            await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [.. writes, .. Noting(draft, customer)], cancellation);
        }
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

    /// <summary>Pays an issued invoice from the wallet as far as the balance reaches, and activates the subscription that waited for it.</summary>
    /// <param name="account">Whose wallet.</param>
    /// <param name="id">The invoice.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="pays">False to pay nothing, and to note only what the wallet has paid already.</param>
    internal async Task<Invoice> CollectAsync(AccountId account, Id<Invoice> id, Instant now, CancellationToken cancellation, bool pays = true)
    {
        while (true)
        {
            var read = await ReadAsync(account.Tenant, id, cancellation) ?? throw new InvalidOperationException($"Invoice {id} is missing.");
            var invoice = read.Value;
            if (invoice.Status is InvoiceStatus.Paid or InvoiceStatus.Void or InvoiceStatus.Draft)
            {
                await ActivateAsync(account, invoice, now, cancellation);
                await RefundAsync(account, invoice, now, cancellation);
                return invoice;
            }

            // The unpaid amount names the attempt: each is made once, and one more is made only after a payment in part was noted.
            var attempt = $"{id}:{DecimalJsonConverter.Format(invoice.UnpaidAmount)}";
            var payment = pays
                ? (await wallets.PayInvoiceAsync(account, invoice.Currency, attempt, invoice.UnpaidAmount, now, cancellation)).OrThrow()
                : await wallets.FindInvoicePaymentAsync(account, attempt, cancellation);
            if (payment is null or { Paid: 0 })
            {
                return invoice;
            }

            await CommitAsync(account.Tenant, read with { Value = invoice.Pay(payment.Paid, now).OrThrow() }, cancellation);
        }
    }

    /// <summary>The writes beside a new invoice: its place in the list, and who it is made out to.</summary>
    private static IReadOnlyList<DocumentWrite> Noting(Invoice invoice, Customer customer) =>
    [
        DocumentWrite.Create(BillingDocuments.InvoiceEntry(invoice), new InvoiceEntry(invoice.Id).ToBody()),
        DocumentWrite.Put(BillingDocuments.Recipient(invoice.Id), InvoiceRecipient.Of(customer).ToBody()),
    ];

    /// <summary>Writes an invoice over the version that was read, together with its period.</summary>
    private async Task<bool> CommitAsync(Tenant tenant, Versioned<Invoice> changed, CancellationToken cancellation)
    {
        var write = changed.ToWrite(changed.Value.Id.ToString());
        var period = await periods.FollowingAsync(tenant, changed.Value, cancellation);
        return await store.CommitAsync(BillingDocuments.PartitionOf(tenant), period is null ? [write] : [write, period], cancellation);
    }

    /// <summary>Gives back what was paid at the very moment at which the invoice was called off.</summary>
    private Task RefundAsync(AccountId account, Invoice invoice, Instant now, CancellationToken cancellation) =>
        invoice.Status == InvoiceStatus.Void ? wallets.RefundInvoiceAsync(account, invoice.Id.ToString(), now, cancellation) : Task.CompletedTask;

    private async Task ActivateAsync(AccountId account, Invoice invoice, Instant now, CancellationToken cancellation)
    {
        var id = Id<Subscription>.Parse(invoice.SubscriptionId);
        var all = await subscriptions.OfAsync(account, cancellation);
        if (invoice.Status == InvoiceStatus.Paid && all.Find(id) is { ActivatedAt: null } waiting && InitialInvoices.IdFor(waiting.Id) == invoice.Id)
        {
            (await subscriptions.ActivateAsync(account, id, now, cancellation)).OrThrow();
        }
    }

    private async Task<IReadOnlyList<DocumentWrite>> IssuingAsync(
        Tenant tenant, Versioned<Invoice> draft, Instant now, int paymentTermDays, CancellationToken cancellation)
    {
        var counter = await store.ReadAsync<InvoiceCounter>(BillingDocuments.PartitionOf(tenant), BillingDocuments.Counter, cancellation);
        var next = (counter?.Value ?? new InvoiceCounter()).Next();
        var issued = draft with { Value = draft.Value.Issue(next.Number, now, paymentTermDays).OrThrow() };
        return [new Versioned<InvoiceCounter>(next, counter?.ETag).ToWrite(BillingDocuments.Counter), issued.ToWrite(draft.Value.Id.ToString())];
    }

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
