using Tallystick.Core.Billing;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>Plans in words, for people who are asked to agree to them.</summary>
public static class PlanWords
{
    /// <summary>What something costs: <c>0.002 USD each</c>, <c>3 × 20 USD</c>, or the tiers of its model.</summary>
    public static string Amount(Price price, Currency currency)
    {
        if (price.Model.UniformPrice is not { } uniform)
        {
            var of = price.MetricId is null ? $"{DecimalJsonConverter.Format(price.Quantity)} × " : "";
            return of + PriceText.Of(price.Model, currency);
        }

        var unit = Money(uniform, currency);
        return price switch
        {
            { MetricId: not null } => unit + " each",
            { Quantity: 1 } => unit,
            _ => $"{DecimalJsonConverter.Format(price.Quantity)} × {unit}",
        };
    }

    /// <summary>When it is paid.</summary>
    public static string When(Price price) => (price.IsOneTime, price.PaymentTerm) switch
    {
        (true, _) => "once",
        (_, PaymentTerm.InAdvance) => "in advance",
        (_, PaymentTerm.Instant) => "from the balance, as it is used",
        _ => "at the end of the period",
    };

    /// <summary>How often something comes.</summary>
    public static string Every(BillingCadence cadence) => cadence.ToString() switch
    {
        "P1D" => "every day",
        "P1W" => "every week",
        "P1M" => "every month",
        "P3M" => "every three months",
        _ => "every year",
    };

    /// <summary>What is taken off, without its name: <c>10 % off for 3 periods</c>.</summary>
    public static string Off(Discount discount, Currency currency)
    {
        var off = discount.Type == DiscountType.Percentage ? $"{DecimalJsonConverter.Format(discount.Value * 100)} %" : Money(discount.Value, currency) + " a period";
        return $"{off} off" + discount.Periods switch { null => "", 1 => ", the first period", { } periods => $", the first {periods} periods" };
    }

    /// <summary>Credits that come with a plan: <c>5 USD every month</c>.</summary>
    public static string Credits(CreditAllocation credits, Currency currency) =>
        Money(credits.Amount, currency) + (credits.Interval is { } interval ? " " + Every(interval) : ", once");

    private static string Money(decimal amount, Currency currency) => $"{DecimalJsonConverter.Format(amount)} {currency}";
}
