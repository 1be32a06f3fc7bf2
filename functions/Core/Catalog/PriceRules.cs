using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a price one that can be charged.</summary>
public static class PriceRules
{
    /// <summary>
    /// The most bytes of a price's document. A plan of <see cref="PlanVersion.MaxPrices"/> is written with all of them three times in one commit
    /// (<see cref="DocumentBounds.MaxCommitBytes"/>).
    /// </summary>
    public const int MaxBytes = 8 * 1024;

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

        if (price is { IsOneTime: true, FeeId: null })
        {
            errors.Add(new FieldError($"{path}billingCadence", "Only a fee is charged once.", "UNSUPPORTED_CADENCE"));
        }

        if (price.Quantity < 0 || !Exact.Fits(price.Quantity))
        {
            errors.Add(new FieldError($"{path}quantity", "A quantity of 0 or more is expected.", "OUT_OF_RANGE"));
        }
        else if (price.FeeId is not null)
        {
            errors.AddRange(CheckFee(price, path));
        }

        if (price.TaxRate is { } rate && (rate is < 0 or > 1 || !Exact.Fits(rate)))
        {
            errors.Add(new FieldError($"{path}taxRate", "A fraction from 0 to 1 is expected: 0.19 is 19 %.", "OUT_OF_RANGE"));
        }

        if (errors.Count == 0 && price.ToBody().Length > MaxBytes)
        {
            errors.Add(new FieldError($"{path}properties", $"A price has at most {MaxBytes} bytes.", "TOO_LARGE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    /// <summary>Why the metric cannot be priced so, or null.</summary>
    /// <param name="price">A price that breaks no rule of its own.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="path">What stands before its fields' names in the request.</param>
    public static Refusal? Check(Price price, Metric metric, string path)
    {
        if (price.PaymentTerm == PaymentTerm.Instant && !metric.Aggregation.AddsUp())
        {
            return Refusal.Invalid(
                $"{path}paymentTerm", $"What an event adds to {metric.Aggregation} depends on the rest of its period, so no wallet can pay it at once: in_arrears.", "UNSUPPORTED_PAYMENT_TERM");
        }

        if (price.Model is not (MatrixPrice or DynamicPrice))
        {
            return null;
        }

        // What groups or events cost adds up to a price of all only where their values are added up.
        return !metric.Aggregation.AddsUp()
                ? Refusal.Invalid($"{path}billableMetricId", $"The model {price.Model.Name} prices metrics of SUM and COUNT.", "UNSUPPORTED_AGGREGATION")
            : price.Model is not MatrixPrice matrix ? CheckDynamic(metric, path)
            : metric.GroupBy.Keys.ToHashSet().SetEquals(matrix.Dimensions) ? null
            : Refusal.Invalid(
                $"{path}properties.dimensions",
                metric.GroupBy.Count == 0 ? "The metric has no dimensions." : $"The dimensions of the metric are expected: {string.Join(", ", metric.GroupBy.Keys)}.",
                "UNKNOWN_DIMENSION");
    }

    private static Refusal? CheckDynamic(Metric metric, string path) => metric.EventType is null ? null : Refusal.Invalid(
        $"{path}billableMetricId", "The price stands beside a reported quantity: a metric without an eventType is expected.", "UNSUPPORTED_METRIC");

    private static IEnumerable<FieldError> CheckFee(Price price, string path)
    {
        if (price.Model is not (StandardPrice or GraduatedPrice or VolumePrice or LinearVolumePrice or PackagePrice))
        {
            yield return new FieldError($"{path}model", "A fee has a quantity and nothing else: standard, graduated, volume, linearVolume or package.", "UNSUPPORTED_MODEL");
        }
        else if (price.Model is TotalPrice { FreeUnits: > 0 })
        {
            yield return new FieldError($"{path}properties.freeUnits", "Nothing of a fee is free: give a smaller quantity.", "UNSUPPORTED_FREE_UNITS");
        }
        else if (Rater.Amount(price.Model, new UsedQuantity(price.Quantity)) >= Exact.Limit)
        {
            yield return new FieldError($"{path}quantity", "The fee is too large at this price: below 10^15 is expected.", "OUT_OF_RANGE");
        }
    }
}
