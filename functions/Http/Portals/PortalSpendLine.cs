using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Portals;

/// <summary>A line of what is invoiced next.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Quantity">How much.</param>
/// <param name="CoveredQuantity">How much was used besides and is paid by units that were granted; null for none.</param>
/// <param name="Unit">Of what; null where nothing is counted.</param>
/// <param name="Amount">What it comes to, with tax.</param>
internal sealed record PortalSpendLine(string Name, LineKind Kind, decimal Quantity, decimal? CoveredQuantity, string? Unit, string Amount)
{
    public static PortalSpendLine Of(InvoiceLine line, Currency currency) =>
        new(line.DisplayName, line.Kind, line.Quantity, line.CoveredQuantity, line.Unit, InvoiceMoney.Format(line.TotalAmount, currency));
}
