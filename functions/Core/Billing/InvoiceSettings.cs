namespace Tallystick.Core.Billing;

/// <summary>How a tenant wants invoices to be sent.</summary>
public sealed record InvoiceSettings
{
    /// <summary>On what they are printed where nobody says it.</summary>
    public PaperSize Paper { get; init; }
}
