using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Simulations;

/// <summary>What a past period comes to, and what it would have come to, before tax.</summary>
/// <param name="PeriodStart">Its first instant.</param>
/// <param name="PeriodEnd">The first instant behind it.</param>
/// <param name="Actual">By what it was billed by: usage and all fees for the period, with the usage that is counted by now.</param>
/// <param name="Simulated">By the plan and the prices that were asked for.</param>
internal sealed record SimulatedPeriodResponse(Instant PeriodStart, Instant PeriodEnd, string Actual, string Simulated)
{
    public static SimulatedPeriodResponse Of(SimulatedPeriod period, Currency currency) => new(
        period.Period.Start, period.Period.End, InvoiceMoney.Format(period.Actual, currency), InvoiceMoney.Format(period.Simulated, currency));
}
