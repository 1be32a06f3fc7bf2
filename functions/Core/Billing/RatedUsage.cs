using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What the use of a metric in a period comes to by a price.</summary>
/// <param name="Used">How much.</param>
/// <param name="Unrounded">What it costs, with every digit.</param>
/// <param name="Amount">What it costs, rounded to the currency's minor unit.</param>
/// <param name="Prepaid">What the wallet has paid of it, rounded to the minor unit.</param>
internal sealed record RatedUsage(UsedQuantity Used, ExactAmount Unrounded, decimal Amount, decimal Prepaid)
{
    /// <summary>How much, in the metric's unit.</summary>
    internal decimal Quantity => Used.Total;

    /// <summary>Rates what was read of a period.</summary>
    /// <param name="price">The price.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="read">What was used.</param>
    /// <param name="currency">The price's currency.</param>
    /// <param name="covered">How much of it units of grants pay for.</param>
    /// <exception cref="AmountTooLargeException">It costs more than a decimal holds.</exception>
    internal static RatedUsage Of(Price price, Metric metric, Bucketed read, Currency currency, decimal covered = 0)
    {
        try
        {
            return OfBounded(price, metric, read, currency, covered);
        }
        catch (OverflowException exception)
        {
            throw new AmountTooLargeException($"What is to pay for '{metric.Name}' by price {price.Id} ('{price.InvoiceDisplayName}')", exception);
        }
    }

    private static RatedUsage OfBounded(Price price, Metric metric, Bucketed read, Currency currency, decimal covered)
    {
        var total = read.Total(metric.Aggregation);
        var used = new UsedQuantity(total.Quantity(metric.Aggregation) - covered)
        {
            Groups = read.Groups.ToDictionary(group => group.Key, group => group.Value.Quantity(metric.Aggregation)),
            Cost = total.Cost,
        };
        var unrounded = Rater.Amount(price.Model, used);
        var amount = unrounded.Round(currency.MinorUnitDigits);
        return new RatedUsage(used, unrounded, amount, PrepaidOf(price, total, unrounded, amount, currency));
    }

    /// <remarks>
    /// The wallet pays for single events to nine digits, a line is rounded once: where all usage is paid at once, what is left to pay is what the wallet
    /// could not, so that no fraction of a cent is billed again, and what it was never asked for: usage that came before the subscription was on record.
    /// </remarks>
    private static decimal PrepaidOf(Price price, Aggregate total, ExactAmount unrounded, decimal amount, Currency currency)
    {
        var digits = currency.MinorUnitDigits;
        if (price.PaymentTerm != PaymentTerm.Instant)
        {
            return Math.Min(amount, Exact.Round(total.Paid, digits));
        }

        // Rounding single events moves their sum by less than a unit of the ninth digit each.
        var unasked = unrounded.Round(Exact.MaxScale) - total.Paid - total.Owed;
        var left = total.Owed + (unasked > total.Events * Exact.Smallest ? unasked : 0);
        return amount - Math.Min(amount, Exact.Round(left, digits));
    }
}
