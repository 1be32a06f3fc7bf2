namespace Tallystick.Core.CreditNotes;

/// <summary>What is taken back of a line of an invoice. Below 0 for a line that was itself below 0, which is taken back with the others.</summary>
/// <param name="LineId">The line's number on the invoice.</param>
/// <param name="Price">Without tax.</param>
/// <param name="Tax">The line's tax on it.</param>
/// <param name="Quantity">How much of the line's quantity is taken back; null where an amount was said.</param>
public sealed record CreditedLine(int LineId, decimal Price, decimal Tax, decimal? Quantity)
{
    /// <summary>With tax.</summary>
    public decimal Amount => Price + Tax;
}
