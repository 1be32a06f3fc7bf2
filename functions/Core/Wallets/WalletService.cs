using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money into and out of wallets, and a look at them. Holds: <see cref="HoldService"/>.</summary>
/// <param name="store">Where the documents are.</param>
public sealed class WalletService(IDocumentStore store)
{
    private readonly WalletDocuments documents = new(store);

    /// <summary>The account's wallet; null before anything was paid in or charged.</summary>
    public async Task<Wallet?> GetAsync(AccountId account, CancellationToken cancellation) =>
        (await store.ReadAsync<Wallet>(account.ToString(), WalletDocumentIds.Wallet, cancellation))?.Value.Check();

    /// <summary>A page of the account's journal, newest first.</summary>
    public async Task<Page<JournalEntry>> JournalAsync(AccountId account, PageRequest page, CancellationToken cancellation) =>
        await store.PageAsync<JournalEntry>(WalletDocumentIds.AllJournal(account.ToString()), page, cancellation);

    /// <summary>
    /// Takes a payment in, once however often it is asked; a repetition gets the wallet as it is. The same payment with another amount or
    /// currency is refused with <c>PAYMENT_REUSED</c>.
    /// </summary>
    public Task<Result<Wallet>> TopUpAsync(
        AccountId account, Currency currency, decimal amount, Id<Payment> payment, Instant now, CancellationToken cancellation) =>
        Optimistic.RunAsync(() => TryTopUpAsync(account, currency, amount, payment, now, [], cancellation));

    /// <summary>
    /// Pays for an invoice as far as the free balance reaches, once however often it is asked; a repetition gets the first answer,
    /// unless nothing could be paid then. The same invoice with another amount is refused with <c>INVOICE_PAYMENT_REUSED</c>.
    /// </summary>
    /// <param name="account">Whose wallet; one without a wallet pays 0.</param>
    /// <param name="currency">The invoice's currency; a wallet of another pays 0.</param>
    /// <param name="invoiceId">Which invoice.</param>
    /// <param name="amount">What is to be paid, 0 or more.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<InvoicePayment>> PayInvoiceAsync(
        AccountId account, Currency currency, string invoiceId, decimal amount, Instant now, CancellationToken cancellation) =>
        Optimistic.RunAsync(() => TryPayInvoiceAsync(account, currency, invoiceId, amount, now, cancellation));

    /// <summary>What was paid for an invoice; null where nothing was yet.</summary>
    internal async Task<InvoicePayment?> FindInvoicePaymentAsync(AccountId account, string invoiceId, CancellationToken cancellation) =>
        (await store.ReadAsync<InvoicePayment>(account.ToString(), WalletDocumentIds.InvoicePayment(invoiceId), cancellation))?.Value;

    /// <summary>What was ever paid for an invoice under all names, and what the wallet was given for it.</summary>
    internal async Task<(decimal Paid, decimal Back)> MovedForInvoiceAsync(AccountId account, string invoiceId, CancellationToken cancellation)
    {
        // In this order: what went back was paid before.
        var back = await store.ListAllAsync<InvoiceCredit>(WalletDocumentIds.InvoiceCredits(account.ToString(), invoiceId), cancellation);
        var paid = await store.ListAllAsync<InvoicePayment>(WalletDocumentIds.InvoicePayments(account.ToString(), invoiceId), cancellation);
        return (paid.Sum(payment => payment.Paid), back.Sum(credit => credit.Amount));
    }

    /// <summary>Gives back what was paid for an invoice that is called off, each of its payments once however often it is asked.</summary>
    /// <param name="account">Whose wallet.</param>
    /// <param name="invoiceId">The invoice: payments are named by it, a colon, and a name of their own.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task RefundInvoiceAsync(AccountId account, string invoiceId, Instant now, CancellationToken cancellation)
    {
        var payments = await store.ListAllAsync<InvoicePayment>(WalletDocumentIds.InvoicePayments(account.ToString(), invoiceId), cancellation);
        foreach (var payment in payments)
        {
            await Optimistic.RunAsync(() => TryRefundInvoiceAsync(account, payment, now, cancellation));
        }
    }

    /// <summary>
    /// Takes in what an invoice gives back, once however often it is asked; a repetition gets the first answer. An account without a wallet gets one.
    /// Refused: what <see cref="WalletDecisions.CreditInvoice"/> refuses.
    /// </summary>
    /// <param name="account">Whose wallet.</param>
    /// <param name="currency">The invoice's currency.</param>
    /// <param name="invoiceId">Which invoice.</param>
    /// <param name="amount">What is given back, above 0: always the same for an invoice.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<InvoiceCredit>> CreditInvoiceAsync(
        AccountId account, Currency currency, string invoiceId, decimal amount, Instant now, CancellationToken cancellation) =>
        Optimistic.RunAsync(() => TryCreditInvoiceAsync(account, currency, invoiceId, amount, now, cancellation));

    /// <summary>One attempt at a top-up, in one commit with other writes of the account; null where the commit lost.</summary>
    internal async Task<Result<Wallet>?> TryTopUpAsync(
        AccountId account,
        Currency currency,
        decimal amount,
        Id<Payment> payment,
        Instant now,
        IReadOnlyList<DocumentWrite> together,
        CancellationToken cancellation)
    {
        var partition = account.ToString();
        var done = await store.ReadAsync<TopUpRecord>(partition, WalletDocumentIds.TopUp(payment), cancellation);
        var snapshot = await documents.LoadAsync(account, [], currency, now, cancellation);
        if (done is not null)
        {
            return (done.Value.Amount, done.Value.Currency) == (amount, currency)
                ? snapshot.Wallet.Value
                : new Refusal(
                    RefusalKind.Unprocessable, "PAYMENT_REUSED", $"The payment '{payment}' has been taken in with another amount or currency.");
        }

        if (!WalletDecisions.TopUp(snapshot.Wallet.Value, currency, amount, payment, now).TryGet(out var change, out var refused))
        {
            return refused;
        }

        var record = DocumentWrite.Create(WalletDocumentIds.TopUp(payment), new TopUpRecord(currency, amount, now).ToBody());
        return await store.CommitAsync(partition, [.. snapshot.WritesTo(change), record, .. together], cancellation)
            ? change.Wallet
            : default(Result<Wallet>?);
    }

    private async Task<Result<InvoiceRefund>?> TryRefundInvoiceAsync(
        AccountId account, InvoicePayment payment, Instant now, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var id = WalletDocumentIds.InvoiceRefund(payment.InvoiceId);

        // In this order: a wallet that was read before a refund was found missing has it not in it, and can bear it.
        var snapshot = await documents.LoadAsync(account, [], default, now, cancellation);
        if (await store.ReadAsync<InvoiceRefund>(partition, id, cancellation) is { } done)
        {
            return done.Value;
        }

        // After the wallet, which taking a grant back always writes: what is not found taken back here is not when the refund is committed.
        var grants = await ReadGrantsAsync(partition, payment, cancellation);
        var change = WalletDecisions.RefundInvoice(snapshot.Wallet.Value, payment.MarkedBy(grants), now);
        var refund = new InvoiceRefund(payment.InvoiceId, payment.Paid, now);
        if (!await store.CommitAsync(partition, [.. snapshot.WritesTo(change), DocumentWrite.Create(id, refund.ToBody())], cancellation))
        {
            return null;
        }

        // What went back to a lot that is over goes now; cut off before, with the next decision.
        await documents.LoadAsync(account, [], default, now, cancellation);
        return refund;
    }

    private async Task<List<Grant>> ReadGrantsAsync(string partition, InvoicePayment payment, CancellationToken cancellation)
    {
        var grants = new List<Grant>();
        foreach (var id in payment.Lots.Select(lot => lot.Id.Grant).Distinct())
        {
            var read = await store.ReadAsync<Grant>(partition, WalletDocumentIds.Grant(id), cancellation)
                ?? throw new DamagedStoreException($"The grant '{id}' that paid for an invoice is missing.");
            grants.Add(read.Value);
        }

        return grants;
    }

    private async Task<Result<InvoiceCredit>?> TryCreditInvoiceAsync(
        AccountId account, Currency currency, string invoiceId, decimal amount, Instant now, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var id = WalletDocumentIds.InvoiceCredit(invoiceId);
        if (await store.ReadAsync<InvoiceCredit>(partition, id, cancellation) is { } done)
        {
            return done.Value;
        }

        var snapshot = await documents.LoadAsync(account, [], currency, now, cancellation);
        if (!WalletDecisions.CreditInvoice(snapshot.Wallet.Value, currency, invoiceId, amount, now).TryGet(out var change, out var refused))
        {
            return refused;
        }

        var credit = new InvoiceCredit(invoiceId, amount, now);
        return await store.CommitAsync(partition, [.. snapshot.WritesTo(change), DocumentWrite.Create(id, credit.ToBody())], cancellation)
            ? credit
            : default(Result<InvoiceCredit>?);
    }

    private async Task<Result<InvoicePayment>?> TryPayInvoiceAsync(
        AccountId account, Currency currency, string invoiceId, decimal amount, Instant now, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var id = WalletDocumentIds.InvoicePayment(invoiceId);

        // In this order: of a wallet that was read before its payment was found missing, nothing was taken for it. Else another's payment could leave
        // a balance of 0, and be answered as a payment of 0.
        var snapshot = await documents.LoadAsync(account, [], currency, now, cancellation);
        if (await store.ReadAsync<InvoicePayment>(partition, id, cancellation) is { } done)
        {
            return done.Value.Amount == amount
                ? done.Value
                : new Refusal(
                    RefusalKind.Unprocessable, "INVOICE_PAYMENT_REUSED", $"The invoice '{invoiceId}' has been paid for with another amount.");
        }

        var wallet = snapshot.Wallet.Value;
        var payer = wallet.Currency == currency ? wallet : Wallet.Empty(currency);
        if (!WalletDecisions.PayInvoice(payer, invoiceId, amount, now).TryGet(out var change, out var refused))
        {
            return refused;
        }

        var payment = InvoicePayment.Of(invoiceId, amount, payer, change.Wallet, now);
        var record = DocumentWrite.Create(id, payment.ToBody());
        return payment.Paid == 0 || await store.CommitAsync(partition, [.. snapshot.WritesTo(change), record], cancellation)
            ? payment
            : default(Result<InvoicePayment>?);
    }
}
