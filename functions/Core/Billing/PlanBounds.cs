using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What a plan has a period come to at least, and at most: usage and fees, after its discounts.</summary>
internal static class PlanBounds
{
    /// <summary>The line that makes up for what a period falls short of the minimum, or takes off what it is above the maximum; null where neither is so.</summary>
    /// <remarks>
    /// Of a part of a period both are its part. Fees that were paid in advance count, though they stand on another invoice; only what stands on the period's own
    /// is taken off.
    /// </remarks>
    /// <param name="time">The time of the period.</param>
    /// <param name="period">The period.</param>
    /// <param name="lines">What of its invoice is for the period itself, with discounts.</param>
    /// <param name="currency">The currency.</param>
    internal static BillableLine? LineOf(Period time, SubscriptionPeriod period, IReadOnlyList<BillableLine> lines, Currency currency)
    {
        var terms = period.Billed.Version.Terms;
        if (period.Share.IsEmpty || (terms.MinimumCommitment ?? terms.MaximumCharge) is null)
        {
            return null;
        }

        var own = lines.Sum(line => line.Amount);
        var total = own + FeeLine.InAdvance(period, currency).Sum(line => line.Amount);
        var least = period.Share.Of(terms.MinimumCommitment ?? 0, currency.MinorUnitDigits);
        if (total < least)
        {
            return Line("Minimum commitment", least - total, time, period);
        }

        var above = terms.MaximumCharge is { } maximum ? Math.Min(total - period.Share.Of(maximum, currency.MinorUnitDigits), own) : 0;
        return above > 0 ? Line("Maximum charge", -above, time, period) : null;
    }

    private static BillableLine Line(string name, decimal amount, Period time, SubscriptionPeriod period) => new()
    {
        DisplayName = name,
        PriceId = null,
        Quantity = 1,
        UnitPrice = amount,
        Amount = amount,
        Period = time,
        PartOf = period.Share.IsWhole ? null : period.Share.Whole,
        Kind = LineKind.Adjustment,
    };
}
