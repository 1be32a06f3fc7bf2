using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What the use of a metric in a period comes to by a price.</summary>
/// <param name="Quantity">How much, in the metric's unit.</param>
/// <param name="Amount">What it costs, rounded to the currency's minor unit.</param>
/// <param name="Prepaid">What the wallet has paid of it, rounded to the minor unit.</param>
internal sealed record RatedUsage(decimal Quantity, decimal Amount, decimal Prepaid)
{
    private const decimal SmallestCharge = 0.000000001m;

    /// <summary>Rates what was read of a period.</summary>
    internal static RatedUsage Of(Price price, Metric metric, Aggregate total, Currency currency)
    {
        var quantity = total.Quantity(metric.Aggregation);
        var amount = Rater.Rate(price.Model, quantity, currency);
        return new RatedUsage(quantity, amount, PrepaidOf(price, total, quantity, amount, currency));
    }

    /// <remarks>
    /// The wallet pays for single events to nine digits, a line is rounded once: where all usage is paid at once, what is left to pay is what the wallet
    /// could not, so that no fraction of a cent is billed again, and what it was never asked for: usage that came before the subscription was on record.
    /// </remarks>
    private static decimal PrepaidOf(Price price, Aggregate total, decimal quantity, decimal amount, Currency currency)
    {
        var digits = currency.MinorUnitDigits;
        if (price.PaymentTerm != PaymentTerm.Instant)
        {
            return Math.Min(amount, Exact.Round(total.Paid, digits));
        }

        // Rounding single events moves their sum by less than a unit of the ninth digit each.
        var unasked = Rater.RateExact(price.Model, quantity) - total.Paid - total.Owed;
        var left = total.Owed + (unasked > total.Events * SmallestCharge ? unasked : 0);
        return amount - Math.Min(amount, Exact.Round(left, digits));
    }
}
