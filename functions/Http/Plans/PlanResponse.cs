using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Plans;

/// <summary>A plan as its latest version has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="ProductId">The product that is sold.</param>
/// <param name="Name">What the plan is called.</param>
/// <param name="Currency">The currency of all its prices.</param>
/// <param name="BillingCadence">How long a period is.</param>
/// <param name="BillingAnchor">The day of the month on which periods begin; null for the day of the start.</param>
/// <param name="TaxBehavior">Whether prices have tax in them.</param>
/// <param name="DefaultTaxRate">Tax for customers without a rate, as a fraction.</param>
/// <param name="GraceDuration">How long late events are waited for.</param>
/// <param name="LateEventPolicy">What becomes of events that come later still.</param>
/// <param name="ReviewDuration">How long drafted invoices wait to be issued.</param>
/// <param name="Dunning">When customers are reminded of invoices that are not paid; null for never.</param>
/// <param name="PaymentTermDays">Days that invoices may be paid in.</param>
/// <param name="BillingAlignment">What periods keep in step with.</param>
/// <param name="TrialDays">Days from the start of a subscription that nothing is charged for.</param>
/// <param name="MinimumCommitment">What a whole period comes to at least; null for no bound.</param>
/// <param name="MaximumCharge">What a whole period comes to at most; null for no bound.</param>
/// <param name="Discounts">What is taken off, in this order.</param>
/// <param name="CreditAllocations">Credits that each subscription gets.</param>
/// <param name="PlanVersionId">The latest version.</param>
/// <param name="Version">Its number.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="EffectiveAt">From when on the latest version is in force; until then it is the one before.</param>
/// <param name="CreatedAt">When the plan was made.</param>
internal sealed record PlanResponse(
    Id<Plan> Id,
    Id<Merchant> MerchantId,
    Id<Product> ProductId,
    string Name,
    Currency Currency,
    BillingCadence BillingCadence,
    int? BillingAnchor,
    TaxBehavior TaxBehavior,
    decimal DefaultTaxRate,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration GraceDuration,
    LateEventPolicy LateEventPolicy,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration ReviewDuration,
    DunningSchedule? Dunning,
    int PaymentTermDays,
    BillingAlignment BillingAlignment,
    int TrialDays,
    decimal? MinimumCommitment,
    decimal? MaximumCharge,
    IReadOnlyList<DiscountResponse> Discounts,
    IReadOnlyList<CreditAllocationBody> CreditAllocations,
    Id<PlanVersion> PlanVersionId,
    int Version,
    IReadOnlyList<PriceResponse> Prices,
    Instant EffectiveAt,
    Instant CreatedAt)
{
    public string Object => "plan";

    public static Func<Plan, PlanResponse> For(Tenant tenant) => plan => new(
        plan.Id,
        tenant.Merchant,
        plan.Latest.Terms.ProductId,
        plan.Latest.Terms.Name,
        plan.Latest.Terms.Currency,
        plan.Latest.Terms.BillingCadence,
        plan.Latest.Terms.BillingAnchor,
        plan.Latest.Terms.TaxBehavior,
        plan.Latest.Terms.DefaultTaxRate,
        plan.Latest.Terms.GraceDuration,
        plan.Latest.Terms.LateEventPolicy,
        plan.Latest.Terms.ReviewDuration,
        plan.Latest.Terms.Dunning,
        plan.Latest.Terms.PaymentTermDays,
        plan.Latest.Terms.BillingAlignment,
        plan.Latest.Terms.TrialDays,
        plan.Latest.Terms.MinimumCommitment,
        plan.Latest.Terms.MaximumCharge,
        [.. plan.Latest.Terms.Discounts.Select(DiscountResponse.Of)],
        [.. plan.Latest.Terms.CreditAllocations.Select(CreditAllocationBody.Of)],
        plan.Latest.Id,
        plan.Latest.Number,
        [.. plan.Latest.Prices.Select(PriceResponse.Of)],
        plan.Latest.EffectiveAt,
        plan.CreatedAt);
}
