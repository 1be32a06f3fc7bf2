using Tallystick.Core.Reports;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Reports;

/// <summary>The revenue in one currency: what the revenue account changed by.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Revenue">Without tax, net of credit notes and of invoices that were called off.</param>
internal sealed record RevenueTotalResponse(Currency Currency, string Revenue)
{
    public static IReadOnlyList<RevenueTotalResponse> Of(IEnumerable<RevenueRow> rows) =>
    [
        .. rows.GroupBy(row => row.Currency).OrderBy(same => same.Key.ToString(), StringComparer.Ordinal)
            .Select(same => new RevenueTotalResponse(same.Key, InvoiceMoney.Format(same.Sum(row => row.Amount), same.Key))),
    ];
}
