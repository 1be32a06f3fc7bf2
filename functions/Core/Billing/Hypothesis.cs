using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>What subscriptions are thought to have been billed by.</summary>
/// <param name="Version">A plan's version in place of their own; null where they keep their own.</param>
/// <param name="Models">Other models of prices that their plans have, by the prices' ids.</param>
public sealed record Hypothesis(PlanVersion? Version, IReadOnlyDictionary<Id<Price>, PriceModel> Models)
{
    /// <summary>
    /// What a version is thought to have been. Refused, because the periods cannot be compared: <c>CURRENCY_MISMATCH</c>, <c>CADENCE_MISMATCH</c>.
    /// </summary>
    public Result<PlanVersion> Of(PlanVersion real)
    {
        var thought = Version ?? real;
        if (thought.Terms.Currency != real.Terms.Currency)
        {
            return Refusal.Conflict("CURRENCY_MISMATCH", $"The subscription is billed in {real.Terms.Currency}, the plan in {thought.Terms.Currency}.");
        }

        if (thought.Terms.BillingCadence != real.Terms.BillingCadence)
        {
            return Refusal.Conflict("CADENCE_MISMATCH", $"The subscription's periods are {real.Terms.BillingCadence}, the plan's {thought.Terms.BillingCadence}.");
        }

        // The periods stay those that there were.
        var terms = thought.Terms with { BillingAnchor = real.Terms.BillingAnchor, BillingAlignment = real.Terms.BillingAlignment };
        return thought with { Terms = terms, Prices = [.. thought.Prices.Select(price => Models.TryGetValue(price.Id, out var model) ? price with { Model = model } : price)] };
    }
}
