using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>Lines of what is charged whether anything is used or not.</summary>
internal static class FeeLine
{
    /// <summary>The line of a fee for a period; null where the period has no share of it.</summary>
    /// <param name="price">The fee.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="period">The time that the line of a fee in full names; another names its part.</param>
    /// <param name="share">How much of a whole period's fee is charged.</param>
    internal static BillableLine? Of(Price price, Currency currency, Period period, FeeShare share) =>
        price.IsOneTime || share.IsWhole ? Whole(price, currency, period) : share.IsEmpty ? null : Part(price, currency, share);

    /// <summary>The lines of what is paid in advance of a period, and of what is taken off.</summary>
    internal static IReadOnlyList<BillableLine> InAdvance(SubscriptionPeriod period, Currency currency)
    {
        List<BillableLine> fees = [.. period.PaidInAdvance.Select(price => Of(price, currency, period.Period, period.Share)).OfType<BillableLine>()];
        return [.. fees, .. PlanDiscounts.OnOthers(period.Billed, period.Number, fees, currency)];
    }

    /// <summary>What gives back a fee that was paid in advance of time that is not charged.</summary>
    /// <param name="price">The fee.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="unused">The time, and the whole period that it is a part of.</param>
    /// <param name="charged">The invoice that charged it.</param>
    internal static BillableLine Credit(Price price, Currency currency, FeeShare unused, Invoice charged)
    {
        var line = Part(price, currency, unused);
        return line with
        {
            DisplayName = $"{line.DisplayName} (unused)",
            Quantity = -line.Quantity,
            Amount = -line.Amount,
            Original = new OriginalInvoice(charged.Id, charged.Number),
            TaxRate = charged.TaxRateOf(price.Id.ToString()),
        };
    }

    private static BillableLine Part(Price price, Currency currency, FeeShare share)
    {
        var line = Whole(price, currency, share.Part);
        return line with { Amount = share.Of(line.Amount, currency.MinorUnitDigits), PartOf = share.Whole, Details = [] };
    }

    private static BillableLine Whole(Price price, Currency currency, Period period) => new()
    {
        DisplayName = price.InvoiceDisplayName,
        PriceId = price.Id.ToString(),
        Quantity = price.Quantity,
        UnitPrice = Rater.UnitPrice(price.Model, price.Quantity, Rater.Amount(price.Model, new UsedQuantity(price.Quantity))),
        Details = Rater.Details(price.Model, new UsedQuantity(price.Quantity)),
        Amount = Rater.Rate(price.Model, price.Quantity, currency),
        Period = period,
        Kind = LineKind.Fee,
    };
}
