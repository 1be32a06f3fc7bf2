using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a price one that can be charged.</summary>
public static class PriceRules
{
    /// <summary>All rules that the price breaks, or null.</summary>
    /// <param name="price">The price.</param>
    /// <param name="path">What stands before its fields' names in the request: <c>prices[0].</c>.</param>
    public static Refusal? Check(Price price, string path = "")
    {
        var errors = new List<FieldError>();
        if (price.MetricId is null == price.FeeId is null)
        {
            errors.Add(new FieldError($"{path}billableMetricId", "Either a billableMetricId or a feeId is expected.", "REQUIRED"));
        }

        if (price is { PaymentTerm: PaymentTerm.InAdvance, MetricId: not null })
        {
            errors.Add(new FieldError($"{path}paymentTerm", "Use is not known in advance: in_arrears or instant.", "UNSUPPORTED_PAYMENT_TERM"));
        }

        if (price is { PaymentTerm: PaymentTerm.Instant, FeeId: not null })
        {
            errors.Add(new FieldError($"{path}paymentTerm", "A fee is not used: in_arrears or in_advance.", "UNSUPPORTED_PAYMENT_TERM"));
        }

        if (price.Quantity < 0 || !Exact.Fits(price.Quantity))
        {
            errors.Add(new FieldError($"{path}quantity", "A quantity of 0 or more is expected.", "OUT_OF_RANGE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
