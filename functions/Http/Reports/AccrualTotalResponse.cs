using Tallystick.Core.Reports;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Reports;

/// <summary>What subscriptions in one currency have earned and were not invoiced for, without tax.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Subscriptions">How many subscriptions.</param>
/// <param name="Total">The sum.</param>
/// <param name="PrepaidAmount">What of it wallets have paid.</param>
internal sealed record AccrualTotalResponse(Currency Currency, int Subscriptions, string Total, string PrepaidAmount)
{
    public static IReadOnlyList<AccrualTotalResponse> Of(IEnumerable<Accrual> accruals) =>
    [
        .. accruals.GroupBy(accrual => accrual.Currency).OrderBy(same => same.Key.ToString(), StringComparer.Ordinal).Select(same => new AccrualTotalResponse(
            same.Key,
            same.Count(),
            InvoiceMoney.Format(same.Sum(accrual => accrual.Total), same.Key),
            InvoiceMoney.Format(same.Sum(accrual => accrual.Prepaid), same.Key))),
    ];
}
