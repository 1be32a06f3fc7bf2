using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What makes discounts, commitments and maximum charges ones that can be billed.</summary>
internal static class DiscountRules
{
    private const int MaxPeriods = 1000;

    /// <summary>What of the terms breaks a rule.</summary>
    internal static IEnumerable<FieldError> Check(PlanTerms terms)
    {
        foreach (var (field, amount) in new[] { ("minimumCommitment", terms.MinimumCommitment), ("maximumCharge", terms.MaximumCharge) })
        {
            if (amount is { } money && !IsMoney(money, terms.Currency))
            {
                yield return new FieldError(field, $"An amount of 0 or more, in whole minor units of {terms.Currency}, is expected.", "INVALID_AMOUNT");
            }
        }

        if (terms.MaximumCharge < terms.MinimumCommitment)
        {
            yield return new FieldError("maximumCharge", "No less than the minimum commitment is expected.", "OUT_OF_RANGE");
        }

        foreach (var error in terms.Discounts.Index().SelectMany(discount => Check(discount.Item, terms.Currency, $"discounts[{discount.Index}].")))
        {
            yield return error;
        }
    }

    /// <summary>What of a discount breaks a rule.</summary>
    /// <param name="discount">The discount.</param>
    /// <param name="currency">The currency of an amount.</param>
    /// <param name="path">What stands before its fields' names in the request.</param>
    internal static IEnumerable<FieldError> Check(Discount discount, Currency currency, string path)
    {
        var isLawful = discount.Type == DiscountType.Percentage
            ? discount.Value is > 0 and <= 1 && Exact.Fits(discount.Value)
            : discount.Value > 0 && IsMoney(discount.Value, currency);
        if (!isLawful)
        {
            yield return new FieldError(path + "value", "A fraction above 0 up to 1, or an amount above 0 in whole minor units, is expected.", "OUT_OF_RANGE");
        }

        if (discount.Periods is < 1 or > MaxPeriods)
        {
            yield return new FieldError(path + "periods", $"1 to {MaxPeriods} periods are expected.", "OUT_OF_RANGE");
        }
    }

    /// <summary>What discounts name that is not in the plan, and amounts that nothing is there to be taken off.</summary>
    internal static IEnumerable<FieldError> Check(PlanTerms terms, IReadOnlyList<Price> prices) =>
        Unpriced(terms, prices).Concat(
            from discount in terms.Discounts.Index()
            where discount.Item.Type == DiscountType.Fixed && prices.Where(price => discount.Item.Covers(price, number: 0)).ToList() is { Count: > 0 } covered
                && covered.TrueForAll(price => price.PaymentTerm == PaymentTerm.InAdvance)
            select new FieldError($"discounts[{discount.Index}]", "An amount is taken off usage and fees in arrears: it covers fees in advance alone.", "NOTHING_TO_DISCOUNT"));

    private static IEnumerable<FieldError> Unpriced(PlanTerms terms, IReadOnlyList<Price> prices) =>
        from discount in terms.Discounts.Index()
        where discount.Item.MetricIds.Any(metric => prices.All(price => price.MetricId != metric)) || discount.Item.FeeIds.Any(fee => prices.All(price => price.FeeId != fee))
        select new FieldError($"discounts[{discount.Index}]", "It covers a metric or a fee that the plan has no price for.", "PRICE_NOT_IN_PLAN");

    private static bool IsMoney(decimal amount, Currency currency) =>
        amount >= 0 && Exact.Fits(amount) && currency != default && Exact.Round(amount, currency.MinorUnitDigits) == amount;
}
