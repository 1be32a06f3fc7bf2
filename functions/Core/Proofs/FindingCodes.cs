namespace Tallystick.Core.Proofs;

/// <summary>The stable names of what a proof may find. Part of the public API.</summary>
public static class FindingCodes
{
    /// <summary>A record of the log cannot be read: the message names file and offset.</summary>
    public const string LogDamaged = "LOG_DAMAGED";

    /// <summary>An earlier log is not to be had.</summary>
    public const string LogMissing = "LOG_MISSING";

    /// <summary>Records that an invoice was made of were forgotten by age: it cannot be proved any more.</summary>
    public const string LogPurged = "LOG_PURGED";

    /// <summary>A partition of the log ends before what was metered from it.</summary>
    public const string LogTruncated = "LOG_TRUNCATED";

    /// <summary>An event of the log is not the one that was claimed when it was metered.</summary>
    public const string EventDiffers = "EVENT_DIFFERS";

    /// <summary>The log has events of an hour for which there is no window.</summary>
    public const string WindowMissing = "WINDOW_MISSING";

    /// <summary>There is a window for which the log has no events.</summary>
    public const string WindowUnexpected = "WINDOW_UNEXPECTED";

    /// <summary>A window is not what the log folds to.</summary>
    public const string WindowDiffers = "WINDOW_DIFFERS";

    /// <summary>How far a billing period has come, by which usage is charged at once, is not what the log folds to.</summary>
    public const string TallyDiffers = "TALLY_DIFFERS";

    /// <summary>The journal of the wallet is not in order, or does not fold to the wallet.</summary>
    public const string JournalDiffers = "JOURNAL_DIFFERS";

    /// <summary>The journal says that the wallet paid more or less for some events than their windows say.</summary>
    public const string PaymentDiffers = "PAYMENT_DIFFERS";

    /// <summary>What an invoice depends on is missing or unreadable.</summary>
    public const string InvoiceNotRebuilt = "INVOICE_NOT_REBUILT";

    /// <summary>The document of an invoice is not what the log and the definitions make.</summary>
    public const string InvoiceDiffers = "INVOICE_DIFFERS";

    /// <summary>A page of the books, or what they are made of, cannot be read.</summary>
    public const string BookNotRead = "BOOK_NOT_READ";

    /// <summary>The books have no entry of something that an invoice did.</summary>
    public const string BookEntryMissing = "BOOK_ENTRY_MISSING";

    /// <summary>An entry of the books is of nothing that happened, or stands there twice.</summary>
    public const string BookEntryUnexpected = "BOOK_ENTRY_UNEXPECTED";

    /// <summary>Entries of the books are not what their invoice, or the journal of their wallet, makes.</summary>
    public const string BookEntryDiffers = "BOOK_ENTRY_DIFFERS";

    /// <summary>The totals of a day are not those of its entries.</summary>
    public const string BookTotalDiffers = "BOOK_TOTAL_DIFFERS";

    /// <summary>An invoice does not stand in the list of invoices.</summary>
    public const string InvoiceNotListed = "INVOICE_NOT_LISTED";

    /// <summary>An entry of the list of invoices cannot be read, or is that of no invoice.</summary>
    public const string InvoiceEntryDiffers = "INVOICE_ENTRY_DIFFERS";

    /// <summary>Numbers that were given to invoices have none.</summary>
    public const string InvoiceNumberMissing = "INVOICE_NUMBER_MISSING";

    /// <summary>A number that was never given, or is borne by two invoices; or the counter of numbers cannot be read.</summary>
    public const string InvoiceNumberDiffers = "INVOICE_NUMBER_DIFFERS";

    /// <summary>There is a file of an invoice for a number that no invoice has.</summary>
    public const string FileUnexpected = "INVOICE_FILE_UNEXPECTED";

    /// <summary>The document says that more or less was paid since the issue than the journal of the wallet.</summary>
    public const string InvoicePaymentDiffers = "INVOICE_PAYMENT_DIFFERS";

    /// <summary>The file that was kept when the invoice was issued is missing.</summary>
    public const string FileMissing = "INVOICE_FILE_MISSING";

    /// <summary>The file that was kept when the invoice was issued is not what the log and the definitions make.</summary>
    public const string FileDiffers = "INVOICE_FILE_DIFFERS";
}
