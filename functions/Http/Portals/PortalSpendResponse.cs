using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Portals;

/// <summary>What was used and spent in the period that is invoiced next. Amounts have tax in them, and all digits of the currency's minor unit.</summary>
/// <param name="Currency">In what.</param>
/// <param name="AsOf">The customer's time at which this was counted.</param>
/// <param name="PeriodStart">The first instant of the period.</param>
/// <param name="PeriodEnd">The first instant after the period.</param>
/// <param name="Total">What it comes to by now.</param>
/// <param name="Prepaid">What of it the balance has paid already.</param>
/// <param name="Forecast">What it comes to if usage goes on as it has: an estimate. Null where too little of the period is over to tell.</param>
/// <param name="Lines">What it is made of.</param>
internal sealed record PortalSpendResponse(
    Currency Currency,
    Instant AsOf,
    Instant PeriodStart,
    Instant PeriodEnd,
    string Total,
    string Prepaid,
    string? Forecast,
    IReadOnlyList<PortalSpendLine> Lines)
{
    public static PortalSpendResponse Of(Invoice upcoming, decimal? forecast) => new(
        upcoming.Currency,
        upcoming.CreatedAt,
        upcoming.Period.Start,
        upcoming.Period.End,
        InvoiceMoney.Format(upcoming.GrandTotal, upcoming.Currency),
        InvoiceMoney.Format(upcoming.Prepaid, upcoming.Currency),
        forecast is { } amount ? InvoiceMoney.Format(amount, upcoming.Currency) : null,
        [.. upcoming.Lines.Select(line => PortalSpendLine.Of(line, upcoming.Currency))]);
}
