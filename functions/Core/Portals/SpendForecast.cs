using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Core.Portals;

/// <summary>Tells what a period will come to if usage goes on as it has.</summary>
public static class SpendForecast
{
    /// <summary>The share of the period that must be over before anything is told: before that, an hour's usage would be a month's.</summary>
    public const decimal LeastShare = 0.05m;

    /// <summary>
    /// The total with tax, in the invoice's currency, rounded once to its minor unit, half to even. Null where less than <see cref="LeastShare"/> of the period is
    /// over. Behind the end it is the invoice's own total.
    /// </summary>
    /// <remarks>
    /// Linear: what usage costs by now, divided by the share of the period that is over. Fees, late lines and discounts by amount stay as they are; discounts by
    /// percentage grow with what they are on. Prices by tiers may make the real total another; it is an estimate, and never below what stands already, nor above
    /// the plan's maximum charge.
    /// </remarks>
    /// <param name="upcoming">The invoice as it would be by now: see <see cref="UpcomingInvoices"/>. Its <see cref="Invoice.CreatedAt"/> is now.</param>
    /// <param name="terms">The plan's terms.</param>
    public static decimal? Of(Invoice upcoming, PlanTerms terms)
    {
        var (period, now) = (upcoming.Period, upcoming.CreatedAt);
        if (now >= period.End)
        {
            return upcoming.GrandTotal;
        }

        var share = (now - period.Start).BclCompatibleTicks / (decimal)(period.End - period.Start).BclCompatibleTicks;
        if (share < LeastShare)
        {
            return null;
        }

        // At the maximum already: what is used besides costs nothing.
        if (upcoming.Lines.Any(line => line is { Kind: LineKind.Adjustment, TotalPrice: < 0 }))
        {
            return upcoming.GrandTotal;
        }

        var used = upcoming.Lines.Where(IsUsage).Select(line => line.PriceId).ToHashSet();
        var isByAmount = terms.Discounts.Any(discount => discount.Type == DiscountType.Fixed);
        bool Grows(InvoiceLine line) => IsUsage(line) || (line is { Kind: LineKind.Discount, Original: null } && !isByAmount && used.Contains(line.PriceId));

        // What makes up for a minimum is not added to what fills it.
        var lines = upcoming.Lines.Where(line => line.Kind != LineKind.Adjustment).ToList();
        var grown = lines.Where(Grows).Sum(line => line.TotalAmount) / share;
        var total = Math.Max(upcoming.GrandTotal, lines.Where(line => !Grows(line)).Sum(line => line.TotalAmount) + grown);
        return Exact.Round(Math.Min(total, Math.Max(upcoming.GrandTotal, Most(upcoming, terms))), upcoming.Currency.MinorUnitDigits);
    }

    private static bool IsUsage(InvoiceLine line) => line is { Kind: LineKind.Usage, Original: null };

    /// <summary>The plan's maximum with tax, and what the invoice has for other periods.</summary>
    private static decimal Most(Invoice upcoming, PlanTerms terms)
    {
        if (terms.MaximumCharge is not { } maximum)
        {
            return decimal.MaxValue;
        }

        var rate = upcoming.TaxBehavior == TaxBehavior.Exclusive ? upcoming.Lines.Max(line => (decimal?)line.TaxRate) ?? 0 : 0;
        return (maximum * (1 + rate)) + upcoming.Lines.Where(line => line.Period.Start >= upcoming.Period.End || line.Original is not null).Sum(line => line.TotalAmount);
    }
}
