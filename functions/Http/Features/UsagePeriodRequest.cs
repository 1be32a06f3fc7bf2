using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Features;
using Tallystick.Http.Binding;
using Tallystick.Http.Subscriptions;

namespace Tallystick.Http.Features;

/// <summary>How often a quota is reset.</summary>
/// <param name="Interval">P1D, P1W, P1M or P1Y, by the calendar of the customer's time zone. Required.</param>
/// <param name="Anchor">When one of the periods began; taken down to the whole hour. The hour of now unless given.</param>
internal sealed record UsagePeriodRequest(string? Interval, Instant? Anchor)
{
    public UsagePeriod ToUsagePeriod(Check check)
    {
        Times.CheckTime(check, "anchor", Anchor);
        return new(
            check.OneOf(
                "interval",
                check.Required("interval", Interval),
                BillingCadence.Month,
                ("P1D", BillingCadence.Day),
                ("P1W", BillingCadence.Week),
                ("P1M", BillingCadence.Month),
                ("P1Y", BillingCadence.Year)),
            Anchor);
    }
}
