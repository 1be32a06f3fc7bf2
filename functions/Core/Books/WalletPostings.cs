using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Books;

/// <summary>What becomes of the books by a movement of a wallet's money: a pure function of the entry of its journal.</summary>
public static class WalletPostings
{
    /// <summary>The entry; null for money that stays in the wallet, as where a hold is placed or a grant rolls over.</summary>
    /// <param name="customer">Whose wallet.</param>
    /// <param name="currency">The wallet's currency.</param>
    /// <param name="entry">The movement.</param>
    public static BookEntry? Of(Id<Customer> customer, Currency currency, JournalEntry entry)
    {
        // What is more in a wallet the merchant owes, and the accounts outside of it are seen from there: so each leg changes its sign.
        BookLeg[] legs =
        [
            .. entry.Postings
                .GroupBy(posting => AccountOf(KindOf(entry), posting), posting => -posting.Amount)
                .Select(same => new BookLeg(same.Key, same.Sum()))
                .Where(leg => leg.Amount != 0)
                .OrderBy(leg => leg.Account),
        ];
        return legs.Length == 0 ? null : new BookEntry
        {
            Id = $"{customer}:{entry.Id}",
            At = entry.At,
            Fact = FactOf(KindOf(entry)),
            CustomerId = customer,
            Reference = entry.Reference,
            Currency = currency,
            Legs = legs,
        };
    }

    // What was paid too much of an invoice was paid: it goes back as a payment does.
    private static JournalKind KindOf(JournalEntry entry) =>
        entry.Kind == JournalKind.InvoiceCredit && InvoiceCredit.IsSurplus(entry.Reference) ? JournalKind.InvoiceRefund : entry.Kind;

    private static BookAccount AccountOf(JournalKind kind, Posting posting) => (posting.Account, kind) switch
    {
        (JournalAccount.Available or JournalAccount.Held, _) => posting.Lot is null ? BookAccount.WalletLiability : BookAccount.CreditLiability,
        (JournalAccount.Funding, JournalKind.TopUp) => BookAccount.Cash,
        (JournalAccount.Funding, JournalKind.InvoiceCredit) => BookAccount.RefundPayable,
        (JournalAccount.Funding, JournalKind.InvoiceRefund) => BookAccount.Receivable,
        (JournalAccount.Funding, JournalKind.Grant) => BookAccount.CreditExpense,
        (JournalAccount.Refunding, _) => BookAccount.RefundPayable,
        (JournalAccount.Refunded, _) => BookAccount.Cash,
        (JournalAccount.Expired, JournalKind.Expiry) or (JournalAccount.Voided, JournalKind.Void) => BookAccount.CreditExpense,
        (JournalAccount.Spent, JournalKind.InvoicePayment or JournalKind.InvoiceRefund) => BookAccount.Receivable,
        (JournalAccount.Spent, JournalKind.Post or JournalKind.Debit or JournalKind.UsageRefund) => BookAccount.UnbilledUsage,
        _ => throw new InvalidOperationException($"A {kind} does not move money of {posting.Account}."),
    };

    private static BookFact FactOf(JournalKind kind) => kind switch
    {
        JournalKind.TopUp => BookFact.TopUp,
        JournalKind.Post or JournalKind.Debit => BookFact.UsagePaid,
        JournalKind.UsageRefund => BookFact.UsageRefunded,
        JournalKind.InvoicePayment => BookFact.InvoicePaid,
        JournalKind.InvoiceRefund => BookFact.InvoiceRefunded,
        JournalKind.InvoiceCredit => BookFact.InvoiceCredited,
        JournalKind.PaymentRefund => BookFact.RefundRequested,
        JournalKind.PaymentRefunded => BookFact.RefundPaid,
        JournalKind.PaymentRefundReturned => BookFact.RefundReturned,
        JournalKind.Grant => BookFact.CreditGranted,
        JournalKind.Expiry => BookFact.CreditExpired,
        JournalKind.Void => BookFact.CreditVoided,
        _ => throw new InvalidOperationException($"A {kind} moves no money out of a wallet, nor into it."),
    };
}
