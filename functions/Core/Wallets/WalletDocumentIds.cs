using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The names of a wallet's documents within its account's partition.</summary>
internal static class WalletDocumentIds
{
    public const string Wallet = "wallet";

    public const string AutoTopUp = "auto-top-up";

    private const string JournalPrefix = "jrn:";
    private const string LivePrefix = "live:";
    private const string GrantPrefix = "grant:";

    public static string Hold(Id<Hold> id) => $"hold:{id}";

    /// <summary>
    /// Lists a hold from its placing to its release or expiry, sorted by expiry; one that was used up stays listed until it expires.
    /// </summary>
    public static string Live(Hold hold) => $"{LivePrefix}{HoldExpiry.KeyOf(hold.ExpiresAt)}:{hold.Id}";

    public static string Journal(JournalEntry entry) => $"{JournalPrefix}{entry.Sequence:D12}";

    /// <summary>Says that a payment has been taken in.</summary>
    public static string TopUp(Id<Payment> payment) => $"pay:{payment}";

    /// <summary>Says what was paid for an invoice.</summary>
    public static string InvoicePayment(string invoiceId) => $"invpay:{invoiceId}";

    /// <summary>Says that a payment of an invoice was given back.</summary>
    public static string InvoiceRefund(string invoiceId) => $"invback:{invoiceId}";

    /// <summary>Says that the wallet was given what an invoice gives back.</summary>
    public static string InvoiceCredit(string invoiceId) => $"invcredit:{invoiceId}";

    public static string Grant(Id<Grant> id) => $"{GrantPrefix}{id}";

    /// <summary>Leads from an idempotency key to its grant.</summary>
    public static string GrantKey(string keyHash) => $"grantkey:{keyHash}";

    /// <summary>A journal entry about a grant once more, listed by the grant.</summary>
    public static string GrantEntry(LotId lot, JournalEntry entry) => $"{GrantEntryPrefix(lot.Grant)}{entry.Sequence:D12}";

    public static DocumentRange AllGrants(string partition) => DocumentRange.WithPrefix(partition, GrantPrefix);

    public static DocumentRange AllGrantEntries(string partition, Id<Grant> grant) => DocumentRange.WithPrefix(partition, GrantEntryPrefix(grant));

    public static string Payment(Id<Payment> id) => $"payment:{id}";

    /// <summary>Leads from an idempotency key to its payment.</summary>
    public static string PaymentKey(string keyHash) => $"paykey:{keyHash}";

    /// <summary>Leads from an attempt to charge an invoice to its payment. No hash has a colon, so no key of a merchant's is in the way.</summary>
    public static string ChargeKey(PaymentCharge charge) => PaymentKey(charge.Key);

    /// <summary>What was paid for an invoice in parts, each under the invoice's id and a colon and a name of its own.</summary>
    public static DocumentRange InvoicePayments(string partition, string invoiceId) => DocumentRange.WithPrefix(partition, InvoicePayment(invoiceId + ":"));

    /// <summary>What the wallet was given for an invoice, named likewise.</summary>
    public static DocumentRange InvoiceCredits(string partition, string invoiceId) => DocumentRange.WithPrefix(partition, InvoiceCredit(invoiceId + ":"));

    public static DocumentRange AllJournal(string partition) => DocumentRange.WithPrefix(partition, JournalPrefix);

    /// <summary>The entries of the journal behind one of them.</summary>
    public static DocumentRange JournalAfter(string partition, long sequence) => AllJournal(partition) with { From = $"{JournalPrefix}{sequence + 1:D12}" };

    /// <summary>The entries of the journal up to one of them.</summary>
    public static DocumentRange JournalUntil(string partition, long sequence) => new(partition, JournalPrefix, $"{JournalPrefix}{sequence + 1:D12}");

    public static DocumentRange AllLive(string partition) => DocumentRange.WithPrefix(partition, LivePrefix);

    /// <summary>The listed holds that have expired at an instant.</summary>
    public static DocumentRange LiveUntil(string partition, NodaTime.Instant now) =>
        new(partition, LivePrefix, LivePrefix + HoldExpiry.KeyAfter(now));

    private static string GrantEntryPrefix(Id<Grant> grant) => $"grantjrn:{grant}:";
}
