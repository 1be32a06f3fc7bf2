namespace Tallystick.Core.Books;

/// <summary>What an entry of the books tells of.</summary>
public enum BookFact
{
    /// <summary>An invoice, a credit note or a debit note was issued.</summary>
    InvoiceIssued,

    /// <summary>An invoice was called off.</summary>
    InvoiceVoided,

    /// <summary>What was left to pay of an invoice was written off.</summary>
    InvoiceWrittenOff,

    /// <summary>Of what was written off something was paid, or taken back, all the same.</summary>
    WriteOffReversed,

    /// <summary>A customer paid into the wallet.</summary>
    TopUp,

    /// <summary>A wallet paid for usage as it came.</summary>
    UsagePaid,

    /// <summary>A wallet was given back what it had paid for usage that was corrected.</summary>
    UsageRefunded,

    /// <summary>A wallet paid for an invoice.</summary>
    InvoicePaid,

    /// <summary>A wallet was given back what it had paid for an invoice that was called off.</summary>
    InvoiceRefunded,

    /// <summary>A wallet was given what an invoice or a note below zero gives back.</summary>
    InvoiceCredited,

    /// <summary>Money left a wallet to go back to where a payment came from.</summary>
    RefundRequested,

    /// <summary>The provider gave it back.</summary>
    RefundPaid,

    /// <summary>The provider could not give it back: it is in the wallet again.</summary>
    RefundReturned,

    /// <summary>Money of a grant came into a wallet.</summary>
    CreditGranted,

    /// <summary>Money of a grant expired.</summary>
    CreditExpired,

    /// <summary>Money of a grant was taken back.</summary>
    CreditVoided,
}
