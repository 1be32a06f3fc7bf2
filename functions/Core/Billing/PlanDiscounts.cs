using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// Lines of what a plan takes off its prices: one for each line and discount, so that the invoice adds up line by line. Each is reckoned on what those before
/// it left over, rounded once, half to even.
/// </summary>
internal static class PlanDiscounts
{
    /// <summary>The lines for a period's usage and fees in arrears, of which discounts by amount take what is theirs for the period's share.</summary>
    /// <param name="period">The period.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="currency">Their currency.</param>
    internal static IReadOnlyList<BillableLine> OnPeriod(SubscriptionPeriod period, IReadOnlyList<BillableLine> lines, Currency currency) =>
        On(period.Billed, period.Number, lines, currency, discount => period.Share.IsEmpty ? 0 : period.Share.Of(discount.Value, currency.MinorUnitDigits));

    /// <summary>
    /// The lines for what is charged or given back apart from the period's own invoice: fees in advance, and what came late. Discounts by amount are the
    /// invoice's that the period has of its own.
    /// </summary>
    /// <param name="billed">What the lines were billed by.</param>
    /// <param name="number">The number of their period under it.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="currency">Their currency.</param>
    internal static IReadOnlyList<BillableLine> OnOthers(BilledPhase billed, int number, IReadOnlyList<BillableLine> lines, Currency currency) =>
        On(billed, number, lines, currency, _ => 0);

    private static List<BillableLine> On(
        BilledPhase billed, int number, IReadOnlyList<BillableLine> lines, Currency currency, Func<Discount, decimal> amountOf)
    {
        var taken = new List<BillableLine>();
        var left = lines.Select(line => line.Amount).ToArray();
        foreach (var discount in billed.Version.Terms.Discounts)
        {
            var amount = discount.Type == DiscountType.Fixed ? amountOf(discount) : 0;
            foreach (var (index, line) in lines.Index())
            {
                if (!billed.Version.Prices.Any(price => price.Id.ToString() == line.PriceId && discount.Covers(price, number)))
                {
                    continue;
                }

                var off = discount.Type == DiscountType.Percentage
                    ? Exact.Multiply(left[index], discount.Value, currency.MinorUnitDigits)
                    : Math.Min(amount, Math.Max(0, left[index]));
                amount -= discount.Type == DiscountType.Fixed ? off : 0;
                left[index] -= off;
                taken.AddRange(off == 0 ? [] : [Line(discount, line, off)]);
            }
        }

        return taken;
    }

    private static BillableLine Line(Discount discount, BillableLine line, decimal off) => line with
    {
        DisplayName = $"{discount.Name}: {line.DisplayName}",
        Kind = LineKind.Discount,
        MetricId = null,
        MetricName = null,
        Unit = null,
        Quantity = 1,
        UnitPrice = -off,
        Amount = -off,
        Prepaid = 0,
        Evidence = null,
        Details = [],
    };
}
