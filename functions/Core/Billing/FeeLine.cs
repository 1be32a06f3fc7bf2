using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>Lines of what is charged whether anything is used or not.</summary>
internal static class FeeLine
{
    /// <summary>The line of a fee for a period.</summary>
    internal static BillableLine Of(Price price, Currency currency, Period period) => new()
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

    /// <summary>The lines of what is paid in advance of a period.</summary>
    internal static IReadOnlyList<BillableLine> InAdvance(SubscriptionContext context, Period period) =>
    [
        .. context.Version.Prices.Where(price => price.PaymentTerm == PaymentTerm.InAdvance).Select(price => Of(price, context.Currency, period)),
    ];
}
