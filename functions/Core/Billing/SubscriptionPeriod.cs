using NodaTime;
using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

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

    /// <summary>The period up to an instant within it: fees, bounds and discounts by amount are those of the part; the same for an instant at its end or behind.</summary>
    internal SubscriptionPeriod Until(Instant until)
    {
        if (until >= Period.End)
        {
            return this;
        }

        var part = new Period(Period.Start, until);

        // What keeps its fees in full, however short it is, earns them all by its end.
        return this with { Period = part, Share = Share.IsEmpty ? Share : new FeeShare(part, Share.Part == Period ? Share.Whole : Period) };
    }
}
