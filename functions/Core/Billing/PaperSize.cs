namespace Tallystick.Core.Billing;

/// <summary>On what an invoice is printed.</summary>
public enum PaperSize
{
    /// <summary>210 by 297 mm, as nearly everywhere (ISO 216).</summary>
    A4,

    /// <summary>8.5 by 11 inches, as in North America.</summary>
    Letter,
}
