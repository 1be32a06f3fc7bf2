namespace Tallystick.Core.Billing;

/// <summary>Prints invoices.</summary>
/// <remarks>
/// <para>Contract:</para>
/// <list type="bullet">
/// <item>The answer is a file in the Portable Document Format (ISO 32000-1) that says what <see cref="InvoicePrinting"/> says, all of it and in its order, as text.</item>
/// <item>The same invoice, recipient and paper make the same bytes.</item>
/// <item>It prints drafts, too, and notes; and reads nothing but what it is given.</item>
/// </list>
/// </remarks>
public interface IInvoicePaper
{
    /// <summary>The invoice on paper.</summary>
    /// <exception cref="FormatException">The invoice names a time zone that does not exist.</exception>
    byte[] Print(Invoice invoice, InvoiceRecipient recipient, PaperSize paper);
}
