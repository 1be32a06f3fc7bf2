namespace Tallystick.Core.Billing;

/// <summary>All that an invoice says on paper, as text and in this order: what the page and the PDF both show. Made by <see cref="InvoicePrinting"/>.</summary>
/// <param name="Title">What it is, with its number.</param>
/// <param name="Merchant">What invoices call the merchant.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Facts">Who, whom, what for and when.</param>
/// <param name="Caption">What stands above the lines.</param>
/// <param name="Columns">The heads of the columns: as many as a row has cells.</param>
/// <param name="Rows">The lines, each with its details behind it.</param>
/// <param name="Totals">What they come to.</param>
/// <param name="Remarks">What the law wants to be said.</param>
/// <param name="Proof">What the lines were counted from, and how to check it; empty where nothing was counted.</param>
public sealed record PrintedInvoice(
    string Title,
    string Merchant,
    string Status,
    IReadOnlyList<PrintedFact> Facts,
    string Caption,
    IReadOnlyList<string> Columns,
    IReadOnlyList<PrintedRow> Rows,
    IReadOnlyList<PrintedTotal> Totals,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<PrintedParagraph> Proof)
{
    /// <summary>The language of the words that are not the merchant's, as BCP 47 has it.</summary>
    public string Language => "en";
}
