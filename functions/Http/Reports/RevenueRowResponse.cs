using Tallystick.Core.Reports;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Reports;

/// <summary>The revenue of a group.</summary>
/// <param name="Key">The id of the plan, customer or metric, or the month, <c>2026-03</c>; null for what has none: fees have no metric.</param>
/// <param name="Currency">In what.</param>
/// <param name="Revenue">Without tax, net of credit notes and of invoices that were called off.</param>
internal sealed record RevenueRowResponse(string? Key, Currency Currency, string Revenue)
{
    public static RevenueRowResponse Of(RevenueRow row) => new(row.Key, row.Currency, InvoiceMoney.Format(row.Amount, row.Currency));
}
