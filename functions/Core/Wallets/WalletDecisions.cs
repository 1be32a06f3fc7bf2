using NodaTime;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// What may be done with a wallet, other than charging usage (<see cref="ChargeDecisions"/>): state and command to new state, or a refusal.
/// </summary>
public static class WalletDecisions
{
    /// <summary>How many grants of a wallet may have something left, or to come, when another is made.</summary>
    public const int MaxGrants = 50;

    /// <summary>Takes a payment in.</summary>
    /// <param name="wallet">The wallet; an empty one of the payment's currency for an account that has none.</param>
    /// <param name="currency">The payment's currency.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="payment">Which payment.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> TopUp(Wallet wallet, Currency currency, decimal amount, Id<Payment> payment, Instant now)
    {
        if (CheckFunding(wallet, amount) is { } unlawful)
        {
            return unlawful;
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

        wallet.Purse.Take(hold.Amount, out var shares);
        var legs = new Legs().Add(JournalAccount.Available, shares, hold.Amount, -1).Add(JournalAccount.Held, shares, hold.Amount);
        return new WalletChange(wallet.Reserving(default, hold.Reserved), [], hold with { Shares = shares }).Move(JournalKind.Hold, hold.Id.ToString(), now, null, legs.Postings);
    }

    /// <summary>
    /// Has a wallet take a grant in: what of it has come by now is money at once, the rest comes when its time has. Refused with
    /// <c>CURRENCY_MISMATCH</c>, and with <c>TOO_MANY_GRANTS</c> where <see cref="MaxGrants"/> have something left or to come.
    /// </summary>
    /// <param name="wallet">The wallet, with what time did to it; an empty one of the grant's currency for an account that has none.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="now">The time.</param>
    public static Result<WalletChange> Grant(Wallet wallet, Grant grant, Instant now)
    {
        if (grant.Currency != wallet.Currency)
        {
            return OtherCurrency(wallet, grant.Currency) with
            {
                Errors = [new FieldError("currency", $"The customer pays in {wallet.Currency}.", "CURRENCY_MISMATCH")],
            };
        }

        if (wallet.Lots.Select(lot => lot.Id.Grant).Union(wallet.Coming.Select(coming => coming.Id.Grant)).Count() >= MaxGrants)
        {
            return Refusal.Conflict("TOO_MANY_GRANTS", $"{MaxGrants} grants of the customer have something left, or to come: no more are taken.");
        }

        if (!Exact.Fits(wallet.Funded + grant.Amount))
        {
            return Refusal.Invalid("amount", "is more than the wallet can hold");
        }

        return WalletTime.Pass(wallet with { Coming = new([.. wallet.Coming, ComingLot.Of(grant)]) }, now);
    }

    /// <summary>Takes a grant back: what is left of it is voided, and nothing more of it comes. What holds have of it is voided when they give it back.</summary>
    /// <param name="wallet">The wallet, with what time did to it.</param>
    /// <param name="grant">Which.</param>
    /// <param name="now">The time.</param>
    public static WalletChange Void(Wallet wallet, Id<Grant> grant, Instant now) =>
        WalletTime.Pass(
            wallet with
            {
                Coming = new(wallet.Coming.Where(coming => coming.Id.Grant != grant)),
                Lots = new(wallet.Lots.Select(lot => lot.Id.Grant == grant ? lot with { VoidedAt = now } : lot)),
            },
            now);

    /// <summary>
    /// Has a grant come again otherwise than was thought: what comes next follows from its recurrence, and what came when nothing was to come is taken back.
    /// </summary>
    /// <param name="wallet">The wallet, with what time did to it.</param>
    /// <param name="grant">The grant as it is to recur.</param>
    /// <param name="occurrences">How many times it came.</param>
    /// <param name="now">The time.</param>
    internal static WalletChange Reschedule(Wallet wallet, Grant grant, int occurrences, Instant now)
    {
        var recurrence = grant.Recurrence!;
        return WalletTime.Pass(
            wallet with
            {
                Coming = new([
                    .. wallet.Coming.Where(coming => coming.Id.Grant != grant.Id),
                    .. ComingLot.After(grant, occurrences) is { } next ? [next] : Array.Empty<ComingLot>(),
                ]),
                Lots = new(wallet.Lots.Select(lot =>
                    lot.Id.Grant == grant.Id && (lot.EffectiveAt >= recurrence.EndsAt || recurrence.Pauses.Any(pause => pause.Contains(lot.EffectiveAt)))
                        ? lot with { VoidedAt = lot.VoidedAt ?? now }
                        : lot)),
            },
            now);
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
        wallet.Purse.Take(paid, out var shares);
        var legs = new Legs().Add(JournalAccount.Available, shares, paid, -1).Add(JournalAccount.Spent, paid);
        return new WalletChange(wallet, []).Move(JournalKind.InvoicePayment, invoiceId, now, null, legs.Postings);
    }

    /// <summary>Gives back what was paid for an invoice, to where it was from: a lot that was used up is opened again.</summary>
    internal static WalletChange RefundInvoice(Wallet wallet, InvoicePayment payment, Instant now)
    {
        var legs = new Legs().Add(JournalAccount.Spent, -payment.Paid).Add(JournalAccount.Available, payment.Shares, payment.Paid);
        return new WalletChange(wallet, []).Open(
            [.. payment.Lots.Where(lot => wallet.Lots.All(open => open.Id != lot.Id))], JournalKind.InvoiceRefund, payment.InvoiceId, now, legs.Postings);
    }

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
        if (CheckFunding(wallet, amount) is { } unlawful)
        {
            return unlawful;
        }

        return currency != wallet.Currency
            ? OtherCurrency(wallet, currency)
            : new WalletChange(wallet, []).Move(
                JournalKind.InvoiceCredit, invoiceId, now, null, new(JournalAccount.Funding, -amount), new(JournalAccount.Available, amount));
    }

    /// <summary>
    /// Takes money out to give it back to where a payment came from: of the balance alone, for grants were never paid. Refused with <c>INSUFFICIENT_FUNDS</c>
    /// where the balance has less.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="refund">Which refund.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="now">The time.</param>
    internal static Result<WalletChange> Refund(Wallet wallet, Id<PaymentRefund> refund, decimal amount, Instant now) =>
        amount > wallet.Purse.Balance
            ? new Refusal(
                RefusalKind.PaymentRequired,
                "INSUFFICIENT_FUNDS",
                $"{DecimalJsonConverter.Format(wallet.Purse.Balance)} {wallet.Currency} of the balance can be given back; the rest is spent, or set aside.")
            : Move(wallet, JournalKind.PaymentRefund, refund, JournalAccount.Available, JournalAccount.Refunding, amount, now);

    /// <summary>Notes that money that was taken out has gone back.</summary>
    internal static WalletChange CompleteRefund(Wallet wallet, Id<PaymentRefund> refund, decimal amount, Instant now) =>
        Move(wallet, JournalKind.PaymentRefunded, refund, JournalAccount.Refunding, JournalAccount.Refunded, amount, now);

    /// <summary>Takes in again what could not be given back.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="refund">Which refund.</param>
    /// <param name="amount">More than 0.</param>
    /// <param name="wasCompleted">True where it was thought to have gone back.</param>
    /// <param name="now">The time.</param>
    internal static WalletChange ReturnRefund(Wallet wallet, Id<PaymentRefund> refund, decimal amount, bool wasCompleted, Instant now) => Move(
        wallet, JournalKind.PaymentRefundReturned, refund, wasCompleted ? JournalAccount.Refunded : JournalAccount.Refunding, JournalAccount.Available, amount, now);

    private static WalletChange Move(
        Wallet wallet, JournalKind kind, Id<PaymentRefund> refund, JournalAccount from, JournalAccount to, decimal amount, Instant now) =>
        new WalletChange(wallet, []).Move(kind, refund.ToString(), now, null, new(from, -amount), new(to, amount));

    private static Result<WalletChange> Resolve(Wallet wallet, Hold hold, HoldStatus status, Instant now) =>
        hold.Status switch
        {
            HoldStatus.Open => new WalletChange(wallet.Reserving(hold.Reserved, default), [], hold.Resolved(status)).Move(
                JournalKind.Release,
                hold.Id.ToString(),
                now,
                null,
                new Legs().Add(JournalAccount.Held, hold.Shares, hold.Remaining, -1).Add(JournalAccount.Available, hold.Shares, hold.Remaining).Postings),
            HoldStatus.Consumed => Refusal.Conflict("HOLD_CONSUMED", $"The hold '{hold.Id}' is used up."),
            _ => Refusal.Conflict("HOLD_RESOLVED", $"The rest of the hold '{hold.Id}' has been released already."),
        };

    private static Refusal OtherCurrency(Wallet wallet, Currency currency) =>
        Refusal.Conflict("CURRENCY_MISMATCH", $"The wallet is in {wallet.Currency}, not in {currency}.");

    private static Refusal? CheckFunding(Wallet wallet, decimal amount) =>
        amount <= 0 || !Exact.Fits(amount) ? Refusal.Invalid("amount", "must be more than 0, with at most 15 digits before and 9 after the decimal point")
        : !Exact.Fits(wallet.Funded + amount) ? Refusal.Invalid("amount", "is more than the wallet can take: all that it was ever funded with is below 10^15")
        : null;
}
