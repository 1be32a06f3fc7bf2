using Tallystick.Paper.Text;

namespace Tallystick.Paper.Layout;

/// <summary>How the parts of an invoice look.</summary>
internal static class Styles
{
    /// <summary>How light small remarks are: dark enough to be read (WCAG 2.2, 1.4.3).</summary>
    internal const double Muted = 0.35;

    /// <summary>How light lines between rows are.</summary>
    internal const double Hairline = 0.85;

    internal static readonly TextStyle Merchant = new(18, 23, IsBold: true);
    internal static readonly TextStyle Title = new(12.5, 17, IsBold: true);
    internal static readonly TextStyle Status = new(8, 11, IsBold: true, Muted);
    internal static readonly TextStyle Label = new(8, 11, Grey: Muted);
    internal static readonly TextStyle Body = new(9, 12.5);
    internal static readonly TextStyle Head = new(8, 11, IsBold: true, Muted);
    internal static readonly TextStyle Note = new(7.5, 10.5, Grey: Muted);
    internal static readonly TextStyle Sum = new(9.5, 13, IsBold: true);
    internal static readonly TextStyle Due = new(12, 16, IsBold: true);
    internal static readonly TextStyle Proof = new(7.5, 10.5, Grey: Muted);
    internal static readonly TextStyle Footer = new(7.5, 10.5, Grey: Muted);
}
