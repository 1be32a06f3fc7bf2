using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What a subscription's past periods come to, and what they would have come to.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Periods">The periods, in their order; none where it has none in the time.</param>
/// <param name="NotComparable">Why it was passed over; null where it was not.</param>
public sealed record SimulatedSubscription(Subscription Subscription, IReadOnlyList<SimulatedPeriod> Periods, Refusal? NotComparable)
{
    /// <summary>What the periods come to.</summary>
    public decimal Actual => Periods.Sum(period => period.Actual);

    /// <summary>What they would have come to.</summary>
    public decimal Simulated => Periods.Sum(period => period.Simulated);
}
