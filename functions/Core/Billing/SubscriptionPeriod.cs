using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A billing period of a subscription, with what it is billed by.</summary>
/// <param name="Period">Its time.</param>
/// <param name="Share">How much of a whole period's fees it is charged.</param>
/// <param name="Billed">The phase that it lies in.</param>
/// <param name="Prices">What is charged for it, in the order of invoices: fees that are charged once only with the first period under a plan that has them.</param>
/// <param name="Number">Its number in the phase, from 0.</param>
public sealed record SubscriptionPeriod(Period Period, FeeShare Share, BilledPhase Billed, IReadOnlyList<Price> Prices, int Number)
{
    /// <summary>The fees that are paid in advance.</summary>
    internal IEnumerable<Price> PaidInAdvance => Prices.Where(price => price.PaymentTerm == PaymentTerm.InAdvance);
}
