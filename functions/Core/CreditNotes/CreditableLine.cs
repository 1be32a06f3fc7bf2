using Tallystick.Core.Billing;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>A line of an invoice with what was taken back of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Digits">Digits of the minor unit.</param>
/// <param name="Credited">With tax, by notes of the merchant's; of the sign of the line.</param>
/// <param name="CreditedQuantity">By notes that say a quantity.</param>
/// <param name="LateCredited">With tax, by what came late or was corrected: 0 or more.</param>
internal sealed record CreditableLine(InvoiceLine Line, int Digits, decimal Credited, decimal CreditedQuantity, decimal LateCredited)
{
    /// <summary>What is left to be taken back; below 0 for a line below 0.</summary>
    internal decimal Left => Line.TotalAmount > 0 ? Math.Max(0, Line.TotalAmount - Credited - LateCredited) : Line.TotalAmount - Credited;

    /// <summary>
    /// An amount taken back, at the line's own tax. The tax is that of all that is taken back by then, less that of what was before: so the parts of a line add up
    /// to the line.
    /// </summary>
    internal CreditedLine Take(decimal amount, decimal? quantity = null)
    {
        var tax = TaxOf(Credited + amount) - TaxOf(Credited);
        return new CreditedLine(Line.LineId, amount - tax, tax, quantity);
    }

    /// <summary>What a quantity comes to, by what all quantities come to that were taken back by then.</summary>
    internal decimal AmountOf(decimal quantity) => PartOf(CreditedQuantity + quantity) - PartOf(CreditedQuantity);

    private decimal PartOf(decimal quantity) =>
        Exact.Share(Line.TotalAmount, Exact.ToUnits(quantity, Exact.MaxScale), Exact.ToUnits(Line.Quantity, Exact.MaxScale), Digits);

    private decimal TaxOf(decimal amount) =>
        Exact.Share(Line.TotalTax, Exact.ToUnits(Math.Abs(amount), Digits), Exact.ToUnits(Math.Abs(Line.TotalAmount), Digits), Digits);
}
