using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Http.Invoices;

namespace Tallystick.Http.Simulations;

/// <summary>The sums of the subscriptions of an answer that are in one currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Actual">What their periods come to.</param>
/// <param name="Simulated">What they would have come to.</param>
/// <param name="Difference">By how much that is more.</param>
internal sealed record SimulationTotalResponse(Currency Currency, string Actual, string Simulated, string Difference)
{
    public static IReadOnlyList<SimulationTotalResponse> Of(IEnumerable<SimulatedSubscription> simulated) =>
    [
        .. simulated.GroupBy(one => one.Subscription.Currency).OrderBy(same => same.Key.ToString(), StringComparer.Ordinal).Select(same =>
        {
            var (actual, thought) = (same.Sum(one => one.Actual), same.Sum(one => one.Simulated));
            return new SimulationTotalResponse(
                same.Key, InvoiceMoney.Format(actual, same.Key), InvoiceMoney.Format(thought, same.Key), InvoiceMoney.Format(thought - actual, same.Key));
        }),
    ];
}
