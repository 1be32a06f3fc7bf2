using NodaTime;
using Tallystick.Core.Books;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Billing;

/// <summary>Moves the money of issued invoices: from the wallet what they ask for, into it what they give back.</summary>
/// <param name="store">Where invoices are.</param>
/// <param name="wallets">Who pays, and is paid.</param>
/// <param name="subscriptions">What the payment of a first invoice activates.</param>
/// <param name="ids">Where names of notes come from.</param>
internal sealed class InvoiceSettlement(IDocumentStore store, WalletService wallets, SubscriptionService subscriptions, IIdSource ids)
{
    private readonly InvoicePeriods periods = new(store, ids);
    private readonly Outbox outbox = new(store);
    private readonly BookWrites books = new(store);

    /// <summary>
    /// Pays an issued invoice from the wallet, as far as the balance reaches, once; one below zero gives the wallet what it gives back. Refused:
    /// <c>INVOICE_NOT_FOUND</c>; <c>INSUFFICIENT_FUNDS</c> where nothing could be paid; <c>CURRENCY_MISMATCH</c> where money cannot be given back because
    /// the wallet is in another currency; what <see cref="InvoiceTransitions.Pay"/> refuses.
    /// </summary>
    internal async Task<Result<Invoice>> PayAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation)
    {
        if (await ReadAsync(tenant, id, cancellation) is not { Value: var invoice })
        {
            return Refusal.NotFound("INVOICE", id.ToString());
        }

        if (invoice.Status is InvoiceStatus.Draft or InvoiceStatus.Void or InvoiceStatus.Paid)
        {
            return invoice.Pay(Math.Max(invoice.UnpaidAmount, 1), now);
        }

        var note = await periods.NoteMovementAsync(tenant, invoice, now, cancellation);
        var collected = await CollectAsync(AccountId.Of(tenant, invoice.CustomerId), id, now, cancellation);
        await periods.ForgetMovementAsync(tenant, note, cancellation);
        return collected.TryGet(out var after, out _) && after.PaidAmount == invoice.PaidAmount
            ? new Refusal(RefusalKind.PaymentRequired, "INSUFFICIENT_FUNDS", "The wallet has nothing to pay the invoice with: top it up first.")
            : collected;
    }

    /// <summary>
    /// Calls an issued invoice off and gives back to the wallet what it paid since the issue. Repeated it changes nothing. Usage that was paid
    /// as it came stays paid. Refused: <c>INVOICE_NOT_FOUND</c>, <c>INVOICE_NOT_ISSUED</c>, what <see cref="InvoiceTransitions.Void"/> refuses, and
    /// <c>INVOICE_CREDITED</c> where a later invoice or note gives back part of it already.
    /// </summary>
    internal async Task<Result<Invoice>> VoidAsync(Tenant tenant, Id<Invoice> id, Instant now, CancellationToken cancellation)
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

            var isVoid = ReferenceEquals(voided, read.Value);
            if (!isVoid && await periods.CreditToAsync(tenant, read.Value, cancellation) is { } credit)
            {
                return Refusal.Conflict("INVOICE_CREDITED", $"{credit} gives back part of the invoice: called off, that would be given twice.");
            }

            var note = await periods.NoteMovementAsync(tenant, voided, now, cancellation);
            if (isVoid || await CommitAsync(tenant, read, voided, now, cancellation))
            {
                await wallets.RefundInvoiceAsync(AccountId.Of(tenant, voided.CustomerId), id.ToString(), now, cancellation);
                await periods.ForgetMovementAsync(tenant, note, cancellation);
                return voided;
            }

            await periods.ForgetMovementAsync(tenant, note, cancellation);
        }
    }

    /// <summary>
    /// Pays an issued invoice from the wallet as far as the balance reaches, or gives the wallet what it gives back, and activates the subscription that
    /// waited for it. Refused: <c>CURRENCY_MISMATCH</c> where money cannot be given back because the wallet is in another currency; the invoice stays issued.
    /// </summary>
    /// <param name="account">Whose wallet.</param>
    /// <param name="id">The invoice.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="pays">False to pay nothing, and to note only what the wallet has paid already. What is given back is given all the same.</param>
    internal async Task<Result<Invoice>> CollectAsync(AccountId account, Id<Invoice> id, Instant now, CancellationToken cancellation, bool pays = true)
    {
        while (true)
        {
            var read = await ReadAsync(account.Tenant, id, cancellation) ?? throw new DamagedStoreException($"Invoice {id} is missing.");
            var invoice = read.Value;
            if (invoice.SetOffAmount > 0 && await ReconcileAsync(account, read, now, cancellation))
            {
                continue;
            }

            if (invoice.Status is InvoiceStatus.Paid or InvoiceStatus.Void or InvoiceStatus.Draft)
            {
                await ActivateAsync(account, invoice, now, cancellation);
                await RefundAsync(account, invoice, now, cancellation);
                return invoice;
            }

            // The unpaid amount names the attempt: each is made once, and one more is made only after a payment in part was noted.
            var attempt = $"{id}:{DecimalJsonConverter.Format(invoice.UnpaidAmount)}";
            if (!(await MoveAsync(account, invoice, attempt, now, pays, cancellation)).TryGet(out var settled, out var refused))
            {
                return refused;
            }

            if (ReferenceEquals(settled, invoice))
            {
                return invoice;
            }

            await CommitAsync(account.Tenant, read, settled, now, cancellation);
        }
    }

    /// <summary>
    /// Notes what the wallet paid before a credit note took the invoice's unpaid amount down, and so under a name that nobody asks for again; what was too much
    /// goes back into the wallet.
    /// </summary>
    /// <returns>True where something was done: the caller looks again.</returns>
    private async Task<bool> ReconcileAsync(AccountId account, Versioned<Invoice> read, Instant now, CancellationToken cancellation)
    {
        var invoice = read.Value;
        var (paid, back) = await wallets.MovedForInvoiceAsync(account, invoice.Id.ToString(), cancellation);
        var unnoted = paid - back - (invoice.PaidAmount - invoice.Prepaid);
        if (unnoted > invoice.UnpaidAmount)
        {
            var name = InvoiceCredit.SurplusOf(invoice.Id.ToString(), back);
            (await wallets.CreditInvoiceAsync(account, invoice.Currency, name, unnoted - invoice.UnpaidAmount, now, cancellation)).OrThrow();
            return true;
        }

        if (unnoted <= 0)
        {
            return false;
        }

        await CommitAsync(account.Tenant, read, invoice.Pay(unnoted, now).OrThrow(), now, cancellation);
        return true;
    }

    /// <summary>Moves the money once, and tells the invoice after it: the same where none moves.</summary>
    private async Task<Result<Invoice>> MoveAsync(
        AccountId account, Invoice invoice, string attempt, Instant now, bool pays, CancellationToken cancellation)
    {
        if (invoice.UnpaidAmount < 0)
        {
            return (await wallets.CreditInvoiceAsync(account, invoice.Currency, attempt, -invoice.UnpaidAmount, now, cancellation))
                .Then(_ => invoice.Credit(now).OrThrow());
        }

        var payment = pays
            ? (await wallets.PayInvoiceAsync(account, invoice.Currency, attempt, invoice.UnpaidAmount, now, cancellation)).OrThrow()
            : await wallets.FindInvoicePaymentAsync(account, attempt, cancellation);
        return payment is { Paid: > 0 } ? invoice.Pay(payment.Paid, now) : invoice;
    }

    /// <summary>
    /// Writes an issued invoice off, as <see cref="InvoiceTransitions.WriteOff"/> has it; repeated it changes nothing. Refused: <c>INVOICE_NOT_FOUND</c>, and what
    /// that refuses.
    /// </summary>
    internal async Task<Result<Invoice>> WriteOffAsync(Tenant tenant, Id<Invoice> id, string reason, Instant now, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(tenant, id, cancellation) is not { } read)
            {
                return Refusal.NotFound("INVOICE", id.ToString());
            }

            if (!read.Value.WriteOff(reason, now).TryGet(out var after, out var refused))
            {
                return refused;
            }

            if (ReferenceEquals(after, read.Value) || await CommitAsync(tenant, read, after, now, cancellation))
            {
                return after;
            }
        }
    }

    private Task<bool> CommitAsync(Tenant tenant, Versioned<Invoice> read, Invoice changed, Instant now, CancellationToken cancellation) =>
        ChangeAsync(tenant, read, changed, now, [], cancellation);

    /// <summary>Writes an invoice over the version that was read, together with its period, what is told of it, what it does to the books, and other writes.</summary>
    /// <returns>False where another was first.</returns>
    internal async Task<bool> ChangeAsync(
        Tenant tenant, Versioned<Invoice> read, Invoice changed, Instant now, IReadOnlyList<DocumentWrite> beside, CancellationToken cancellation)
    {
        List<DocumentWrite> writes = [.. beside, (read with { Value = changed }).ToWrite(changed.Id.ToString())];
        writes.AddRange(await periods.FollowingAsync(tenant, changed, cancellation));

        writes.AddRange(await outbox.TellingAsync(tenant, [(read.Value, changed)], cancellation));
        writes.AddRange(await books.PostingAsync(BillingDocuments.PartitionOf(tenant), InvoicePostings.Between(read.Value, changed, now), cancellation));
        return await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation);
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

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
