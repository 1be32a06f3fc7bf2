using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Simulations;

/// <summary>What a subscription's past periods come to, and what they would have come to, before tax.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Currency">In what.</param>
/// <param name="Actual">What the periods come to.</param>
/// <param name="Simulated">What they would have come to.</param>
/// <param name="Difference">By how much that is more.</param>
/// <param name="NotComparable">Why the subscription was passed over, a code: <c>CURRENCY_MISMATCH</c>, <c>CADENCE_MISMATCH</c>; null where it was not.</param>
/// <param name="Periods">The periods, in their order.</param>
internal sealed record SimulatedSubscriptionResponse(
    Id<Customer> CustomerId,
    Id<Subscription> SubscriptionId,
    Currency Currency,
    string Actual,
    string Simulated,
    string Difference,
    string? NotComparable,
    IReadOnlyList<SimulatedPeriodResponse> Periods)
{
    public static SimulatedSubscriptionResponse Of(SimulatedSubscription simulated)
    {
        var currency = simulated.Subscription.Currency;
        return new(
            simulated.Subscription.CustomerId,
            simulated.Subscription.Id,
            currency,
            InvoiceMoney.Format(simulated.Actual, currency),
            InvoiceMoney.Format(simulated.Simulated, currency),
            InvoiceMoney.Format(simulated.Simulated - simulated.Actual, currency),
            simulated.NotComparable?.Code,
            [.. simulated.Periods.Select(period => SimulatedPeriodResponse.Of(period, currency))]);
    }
}
