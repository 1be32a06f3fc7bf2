using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// What may be done with a wallet, other than charging usage (<see cref="ChargeDecisions"/>): state and command to new state, or a refusal.
/// </summary>
public static class WalletDecisions
{
    /// <summary>Takes a payment in.</summary>
    /// <param name="wallet">The wallet; an empty one of the payment's currency for an account that has none.</param>
    /// <param name="currency">The payment's currency.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="payment">Which payment.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> TopUp(Wallet wallet, Currency currency, decimal amount, Id<Payment> payment, Instant now)
    {
        if (amount <= 0 || !Exact.Fits(amount) || !Exact.Fits(wallet.Funded + amount))
        {
            return Refusal.Invalid("amount", "must be more than 0, with at most 15 digits before and 9 after the decimal point");
        }

        if (currency != wallet.Currency)
        {
            return OtherCurrency(wallet, currency);
        }

        return new WalletChange(wallet, []).Move(
            JournalKind.TopUp, payment.ToString(), now, null, new(JournalAccount.Funding, -amount), new(JournalAccount.Available, amount));
    }

    /// <summary>Sets money aside for a new hold. Refused with <c>INSUFFICIENT_FUNDS</c> where the free balance is too small.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="currency">The currency of the hold's prices.</param>
    /// <param name="hold">A hold as <see cref="HoldRequest.ToHold"/> makes it.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> Place(Wallet wallet, Currency currency, Hold hold, Instant now)
    {
        if (currency != wallet.Currency)
        {
            return OtherCurrency(wallet, currency);
        }

        if (hold.Amount > wallet.Available)
        {
            return new Refusal(
                RefusalKind.PaymentRequired,
                "INSUFFICIENT_FUNDS",
                $"The hold needs {DecimalJsonConverter.Format(hold.Amount)} {currency}; "
                + $"{DecimalJsonConverter.Format(wallet.Available)} {currency} is available.");
        }

        return new WalletChange(wallet, [], hold).Move(
            JournalKind.Hold,
            hold.Id.ToString(),
            now,
            null,
            new(JournalAccount.Available, -hold.Amount),
            new(JournalAccount.Held, hold.Amount));
    }

    /// <summary>Gives the rest of an open hold back because the merchant voids it. Refused for a hold that is resolved.</summary>
    public static Result<WalletChange> Release(Wallet wallet, Hold hold, Instant now) => Resolve(wallet, hold, HoldStatus.Released, now);

    /// <summary>
    /// Gives the rest of an open hold back because its time ran out. Refused for a hold that is resolved, or not due at <paramref
    /// name="now"/>.
    /// </summary>
    public static Result<WalletChange> Expire(Wallet wallet, Hold hold, Instant now) =>
        hold.Status == HoldStatus.Open && now < hold.ExpiresAt
            ? Refusal.Conflict("HOLD_NOT_EXPIRED", $"The hold '{hold.Id}' has not expired yet.")
            : Resolve(wallet, hold, HoldStatus.Expired, now);

    /// <summary>
    /// Pays for an invoice as far as the free balance reaches, in whole minor units: the payment is minus the change of available, from 0 to
    /// the amount.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="invoiceId">Which invoice.</param>
    /// <param name="amount">What is to be paid, 0 or more.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> PayInvoice(Wallet wallet, string invoiceId, decimal amount, Instant now)
    {
        if (amount < 0 || !Exact.Fits(amount))
        {
            return Refusal.Invalid("amount", "must be 0 or more, with at most 15 digits before and 9 after the decimal point");
        }

        var paid = decimal.Round(Math.Min(amount, wallet.Available), wallet.Currency.MinorUnitDigits, MidpointRounding.ToZero);
        return new WalletChange(wallet, []).Move(
            JournalKind.InvoicePayment, invoiceId, now, null, new(JournalAccount.Available, -paid), new(JournalAccount.Spent, paid));
    }

    /// <summary>Gives back what was paid for an invoice.</summary>
    internal static WalletChange RefundInvoice(Wallet wallet, InvoicePayment payment, Instant now) =>
        new WalletChange(wallet, []).Move(
            JournalKind.InvoiceRefund,
            payment.InvoiceId,
            now,
            null,
            new(JournalAccount.Spent, -payment.Paid),
            new(JournalAccount.Available, payment.Paid));

    /// <summary>
    /// Takes in what an invoice gives back. It comes from the merchant and not out of what was spent: the customer may never have paid what is given back.
    /// Refused with <c>CURRENCY_MISMATCH</c> where the wallet is in another currency.
    /// </summary>
    /// <param name="wallet">The wallet; an empty one of the invoice's currency for an account that has none.</param>
    /// <param name="currency">The invoice's currency.</param>
    /// <param name="invoiceId">Which invoice.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> CreditInvoice(Wallet wallet, Currency currency, string invoiceId, decimal amount, Instant now)
    {
        if (amount <= 0 || !Exact.Fits(amount) || !Exact.Fits(wallet.Funded + amount))
        {
            return Refusal.Invalid("amount", "must be more than 0, with at most 15 digits before and 9 after the decimal point");
        }

        return currency != wallet.Currency
            ? OtherCurrency(wallet, currency)
            : new WalletChange(wallet, []).Move(
                JournalKind.InvoiceCredit, invoiceId, now, null, new(JournalAccount.Funding, -amount), new(JournalAccount.Available, amount));
    }

    private static Result<WalletChange> Resolve(Wallet wallet, Hold hold, HoldStatus status, Instant now) =>
        hold.Status switch
        {
            HoldStatus.Open => new WalletChange(wallet, [], hold.Resolved(status)).Move(
                JournalKind.Release,
                hold.Id.ToString(),
                now,
                null,
                new(JournalAccount.Held, -hold.Remaining),
                new(JournalAccount.Available, hold.Remaining)),
            HoldStatus.Consumed => Refusal.Conflict("HOLD_CONSUMED", $"The hold '{hold.Id}' is used up."),
            _ => Refusal.Conflict("HOLD_RESOLVED", $"The rest of the hold '{hold.Id}' has been released already."),
        };

    private static Refusal OtherCurrency(Wallet wallet, Currency currency) =>
        Refusal.Conflict("CURRENCY_MISMATCH", $"The wallet is in {wallet.Currency}, not in {currency}.");
}
