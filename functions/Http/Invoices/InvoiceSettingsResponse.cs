using Tallystick.Core.Billing;

namespace Tallystick.Http.Invoices;

/// <summary>How invoices are printed and sent.</summary>
/// <param name="Paper">A4 (unless set) or Letter.</param>
/// <param name="Emails">Of what customers are told by mail; empty, as it is unless set, for nothing.</param>
/// <param name="ReplyTo">Where answers to mails go; null where nobody said.</param>
internal sealed record InvoiceSettingsResponse(string Paper, IReadOnlyList<string> Emails, string? ReplyTo)
{
    public string Object => "invoiceSettings";

    public static InvoiceSettingsResponse Of(InvoiceSettings settings) => new(settings.Paper.ToString(), settings.Emails, settings.ReplyTo);
}
