using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>Decides what prices a plan's next version has.</summary>
public static class PlanRevision
{
    /// <summary>
    /// The prices after a change: each replaced one keeps its place, added ones stand at the end. Refused: <c>PRICE_NOT_IN_PLAN</c>,
    /// <c>NOTHING_CHANGED</c>, and what <see cref="PlanRules"/> refuses.
    /// </summary>
    /// <param name="latest">The version before.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="found">The prices that the change's choices stand for: those of the replacements first, then the added ones.</param>
    public static Result<IReadOnlyList<Price>> Apply(PlanVersion latest, PlanChange change, IReadOnlyList<Price> found)
    {
        if (found.Count + change.Remove.Count == 0)
        {
            return Refusal.Invalid("addPrices", "Nothing is to change.", "NOTHING_CHANGED");
        }

        var prices = latest.Prices.ToList();
        foreach (var (index, (old, _)) in change.Replace.Index())
        {
            var at = prices.FindIndex(price => price.Id == old);
            if (at < 0)
            {
                return NotInPlan($"replacePrices[{index}].priceId", old);
            }

            prices[at] = found[index];
        }

        foreach (var (index, gone) in change.Remove.Index())
        {
            if (prices.RemoveAll(price => price.Id == gone) == 0)
            {
                return NotInPlan($"removePrices[{index}]", gone);
            }
        }

        prices.AddRange(found.Skip(change.Replace.Count));
        return PlanRules.Check(latest.Terms, prices) is { } broken ? broken : prices;
    }

    private static Refusal NotInPlan(string field, Id<Price> id) =>
        Refusal.Invalid(field, $"The plan's latest version has no price '{id}'.", "PRICE_NOT_IN_PLAN");
}
