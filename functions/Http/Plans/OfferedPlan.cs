using Tallystick.Core.Catalog;
using Tallystick.Core.Taxes;
using Tallystick.Core.Values;

namespace Tallystick.Http.Plans;

/// <summary>A plan as customers are shown it before they agree to it: nothing of it is the merchant's alone.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Currency">In what.</param>
/// <param name="Billed">How often, in words.</param>
/// <param name="TaxIsIncluded">Whether prices have tax in them.</param>
/// <param name="TrialDays">Days from the start that nothing is charged for.</param>
/// <param name="PaymentTermDays">Days that invoices may be paid in.</param>
/// <param name="MinimumCommitment">What a period comes to at least; null for no bound.</param>
/// <param name="MaximumCharge">What a period comes to at most; null for no bound.</param>
/// <param name="Prices">What it costs.</param>
/// <param name="Discounts">What is taken off, in words.</param>
/// <param name="Credits">Credits that come with it, in words.</param>
internal sealed record OfferedPlan(
    Id<Plan> Id,
    string Name,
    Currency Currency,
    string Billed,
    bool TaxIsIncluded,
    int TrialDays,
    int PaymentTermDays,
    decimal? MinimumCommitment,
    decimal? MaximumCharge,
    IReadOnlyList<OfferedPrice> Prices,
    IReadOnlyList<string> Discounts,
    IReadOnlyList<string> Credits)
{
    public static OfferedPlan Of(PlanVersion version)
    {
        var terms = version.Terms;
        return new(
            version.PlanId,
            terms.Name,
            terms.Currency,
            PlanWords.Every(terms.BillingCadence),
            terms.TaxBehavior == TaxBehavior.Inclusive,
            terms.TrialDays,
            terms.PaymentTermDays,
            terms.MinimumCommitment,
            terms.MaximumCharge,
            [.. version.Prices.Select(price => OfferedPrice.Of(price, terms.Currency))],
            [.. terms.Discounts.Select(discount => $"{discount.Name}: {PlanWords.Off(discount, terms.Currency)}")],
            [.. terms.CreditAllocations.Select(credits => $"{credits.Name}: {PlanWords.Credits(credits, terms.Currency)}")]);
    }
}
