using Tallystick.Core.Books;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Books;

/// <summary>What wallets do to the books.</summary>
public class WalletPostingsTests
{
    private static readonly LotId Lot = new(Grants.Of(1).Id);

    [Theory]
    [InlineData(JournalKind.TopUp, JournalAccount.Funding, false, JournalAccount.Available, false, BookFact.TopUp, "Cash 5 / WalletLiability 5")]
    [InlineData(JournalKind.Debit, JournalAccount.Available, false, JournalAccount.Spent, false, BookFact.UsagePaid, "WalletLiability 5 / UnbilledUsage 5")]
    [InlineData(JournalKind.Debit, JournalAccount.Available, true, JournalAccount.Spent, false, BookFact.UsagePaid, "CreditLiability 5 / UnbilledUsage 5")]
    [InlineData(JournalKind.Post, JournalAccount.Held, false, JournalAccount.Spent, false, BookFact.UsagePaid, "WalletLiability 5 / UnbilledUsage 5")]
    [InlineData(JournalKind.UsageRefund, JournalAccount.Spent, false, JournalAccount.Available, false, BookFact.UsageRefunded, "UnbilledUsage 5 / WalletLiability 5")]
    [InlineData(JournalKind.InvoicePayment, JournalAccount.Available, false, JournalAccount.Spent, false, BookFact.InvoicePaid, "WalletLiability 5 / Receivable 5")]
    [InlineData(JournalKind.InvoicePayment, JournalAccount.Available, true, JournalAccount.Spent, false, BookFact.InvoicePaid, "CreditLiability 5 / Receivable 5")]
    [InlineData(JournalKind.InvoiceRefund, JournalAccount.Spent, false, JournalAccount.Available, true, BookFact.InvoiceRefunded, "Receivable 5 / CreditLiability 5")]
    [InlineData(JournalKind.InvoiceCredit, JournalAccount.Funding, false, JournalAccount.Available, false, BookFact.InvoiceCredited, "RefundPayable 5 / WalletLiability 5")]
    [InlineData(JournalKind.Grant, JournalAccount.Funding, false, JournalAccount.Available, true, BookFact.CreditGranted, "CreditExpense 5 / CreditLiability 5")]
    [InlineData(JournalKind.Expiry, JournalAccount.Available, true, JournalAccount.Expired, false, BookFact.CreditExpired, "CreditLiability 5 / CreditExpense 5")]
    [InlineData(JournalKind.PaymentRefund, JournalAccount.Available, false, JournalAccount.Refunding, false, BookFact.RefundRequested, "WalletLiability 5 / RefundPayable 5")]
    [InlineData(JournalKind.PaymentRefunded, JournalAccount.Refunding, false, JournalAccount.Refunded, false, BookFact.RefundPaid, "RefundPayable 5 / Cash 5")]
    [InlineData(JournalKind.PaymentRefundReturned, JournalAccount.Refunding, false, JournalAccount.Available, false, BookFact.RefundReturned, "RefundPayable 5 / WalletLiability 5")]
    [InlineData(JournalKind.PaymentRefundReturned, JournalAccount.Refunded, false, JournalAccount.Available, false, BookFact.RefundReturned, "Cash 5 / WalletLiability 5")]
    [InlineData(JournalKind.Void, JournalAccount.Available, true, JournalAccount.Voided, false, BookFact.CreditVoided, "CreditLiability 5 / CreditExpense 5")]
    public void A_movement_is_posted(
        JournalKind kind, JournalAccount from, bool ofLot, JournalAccount to, bool toLot, BookFact fact, string expected)
    {
        var entry = WalletPostings.Of(Customer, Usd, Moved(kind, new(from, -5, ofLot ? Lot : null), new(to, 5, toLot ? Lot : null)));

        Assert.Equal((expected, fact, $"{Customer}:jrn_000000000007", Noon), (BookTables.Of(entry!), entry!.Fact, entry.Id, entry.At));
    }

    [Theory]
    [InlineData(JournalKind.Hold, JournalAccount.Available, JournalAccount.Held)]
    [InlineData(JournalKind.Release, JournalAccount.Held, JournalAccount.Available)]
    [InlineData(JournalKind.Rollover, JournalAccount.Available, JournalAccount.Available)]
    public void What_stays_in_the_wallet_is_not_posted(JournalKind kind, JournalAccount from, JournalAccount to) =>
        Assert.Null(WalletPostings.Of(Customer, Usd, Moved(kind, new(from, -5, Lot), new(to, 5, Lot))));

    private static JournalEntry Moved(JournalKind kind, params Posting[] postings) =>
        new() { Sequence = 7, At = Noon, Kind = kind, Reference = "r", Postings = postings };
}
