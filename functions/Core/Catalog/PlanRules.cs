using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes a plan one that can be billed.</summary>
public static class PlanRules
{
    private const int MaxPaymentTermDays = 365;

    /// <summary>All rules that the terms break, or null.</summary>
    public static Refusal? Check(PlanTerms terms)
    {
        var errors = new List<FieldError>();
        if (BillingCalendar.CheckAnchor(terms.BillingCadence, terms.BillingAnchor, alignment: terms.BillingAlignment) is { } anchor)
        {
            errors.AddRange(anchor.Errors);
        }

        errors.AddRange(DiscountRules.Check(terms));
        errors.AddRange(CreditAllocationRules.Check(terms));
        if (terms.TrialDays is < 0 or > PlanTerms.MaxTrialDays)
        {
            errors.Add(new FieldError("trialDays", $"0 to {PlanTerms.MaxTrialDays} days are expected.", "OUT_OF_RANGE"));
        }

        if (terms.DefaultTaxRate is < 0 or > 1 || !Exact.Fits(terms.DefaultTaxRate))
        {
            errors.Add(new FieldError("defaultTaxRate", "A fraction from 0 to 1 is expected: 0.19 is 19 %.", "OUT_OF_RANGE"));
        }

        if (terms.GraceDuration < Duration.Zero || terms.GraceDuration > PlanTerms.MaxGrace)
        {
            errors.Add(new FieldError("graceDuration", $"A duration up to {IsoDuration.Format(PlanTerms.MaxGrace)} is expected.", "OUT_OF_RANGE"));
        }

        var review = Duration.Min(PlanTerms.MaxReview, ShortestPeriod(terms.BillingCadence));
        if (terms.ReviewDuration < Duration.Zero || terms.ReviewDuration > review)
        {
            errors.Add(new FieldError("reviewDuration", $"A duration up to {IsoDuration.Format(review)} is expected: no longer than a period.", "OUT_OF_RANGE"));
        }

        errors.AddRange(terms.Dunning?.Errors() ?? []);
        if (terms.PaymentTermDays is < 0 or > MaxPaymentTermDays)
        {
            errors.Add(new FieldError("paymentTermDays", $"0 to {MaxPaymentTermDays} days are expected.", "OUT_OF_RANGE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    /// <summary>Why these prices cannot stand in one plan, or null.</summary>
    public static Refusal? Check(PlanTerms terms, IReadOnlyList<Price> prices)
    {
        if (prices.Count > PlanVersion.MaxPrices)
        {
            return Refusal.Invalid("prices", $"At most {PlanVersion.MaxPrices} prices are taken.", "TOO_MANY");
        }

        var errors = new List<FieldError>();
        errors.AddRange(DiscountRules.Check(terms, prices));
        var metrics = new HashSet<Id<Metric>>();
        var fees = new HashSet<string>();
        var ids = new HashSet<Id<Price>>();
        foreach (var (index, price) in prices.Index())
        {
            if (price.MetricId is { } metric && !metrics.Add(metric))
            {
                errors.Add(new FieldError($"prices[{index}].billableMetricId", "A plan has one price for each metric.", "METRIC_PRICED_TWICE"));
            }

            if (price.FeeId is { } fee && !fees.Add(fee))
            {
                errors.Add(new FieldError($"prices[{index}].feeId", "A plan has one price for each fee.", "FEE_PRICED_TWICE"));
            }

            if (!ids.Add(price.Id))
            {
                errors.Add(new FieldError($"prices[{index}]", "This price stands in the plan already.", "PRICE_TWICE"));
            }

            if (price.BillingCadence is { } cadence && cadence != terms.BillingCadence)
            {
                errors.Add(new FieldError($"prices[{index}].billingCadence", "Only the plan's own cadence is taken.", "UNSUPPORTED_CADENCE"));
            }
        }

        // With a tax that is as high again, an invoice of all of them is one that can be billed.
        if (errors.Count == 0 && prices.Where(price => price.FeeId is not null).Sum(price => Rater.Rate(price.Model, price.Quantity, terms.Currency)) >= Exact.Limit / 2)
        {
            errors.Add(new FieldError("prices", "The fees come to more than can be billed.", "OUT_OF_RANGE"));
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    private static Duration ShortestPeriod(BillingCadence cadence) =>
        cadence == BillingCadence.Day ? Duration.FromDays(1) : cadence == BillingCadence.Week ? Duration.FromDays(7) : Duration.FromDays(28);
}
