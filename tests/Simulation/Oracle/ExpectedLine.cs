using Tallystick.Core.Billing;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What must stand on a line of an invoice.</summary>
/// <param name="Price">The price's id.</param>
/// <param name="Period">The time that it is charged for.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Events">Of how many events, less those that were taken away; null for a fee.</param>
/// <param name="Amount">What it costs, with tax where the prices have it.</param>
internal sealed record ExpectedLine(string Price, Period Period, decimal Quantity, long? Events, decimal Amount)
{
    /// <summary>In a few words, by which lines are compared.</summary>
    public override string ToString() => FormattableString.Invariant($"{Price} {Period}: {Quantity:0.#########} of {Events} for {Amount:0.00}");

    /// <summary>What stands on a line.</summary>
    internal static ExpectedLine Of(InvoiceLine line, TaxBehavior behavior) => new(
        line.PriceId!, line.Period, line.Quantity, line.Evidence?.EventCount, behavior == TaxBehavior.Inclusive ? line.TotalAmount : line.TotalPrice);
}
