namespace Tallystick.Http.Invoices;

/// <summary>What is to change of how invoices are printed and sent. What is left out stays.</summary>
/// <param name="Paper">A4 or Letter: the paper of PDFs of which nobody says another.</param>
internal sealed record InvoiceSettingsChange(string? Paper);
