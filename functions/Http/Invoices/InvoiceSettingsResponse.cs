using Tallystick.Core.Billing;

namespace Tallystick.Http.Invoices;

/// <summary>How invoices are printed and sent.</summary>
/// <param name="Paper">A4 (unless set) or Letter.</param>
internal sealed record InvoiceSettingsResponse(string Paper)
{
    public string Object => "invoiceSettings";

    public static InvoiceSettingsResponse Of(InvoiceSettings settings) => new(settings.Paper.ToString());
}
