using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>Decides what a plan's next version has.</summary>
public static class PlanRevision
{
    /// <summary>
    /// The plan with its next version: each replaced price keeps its place, added ones stand at the end. Refused: <c>PRICE_NOT_IN_PLAN</c>,
    /// <c>NOTHING_CHANGED</c>, <c>IN_THE_PAST</c>, <c>VERSION_SCHEDULED</c> while another one is not in force, and what <see cref="PlanRules"/> refuses.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="found">The prices that the change's choices stand for: those of the replacements first, then the added ones.</param>
    /// <param name="now">The time.</param>
    /// <param name="inForce">From when on a version is in force that has no time of its own.</param>
    public static Result<Plan> Apply(Plan plan, PlanChange change, IReadOnlyList<Price> found, Instant now, Instant inForce)
    {
        if (change.EffectiveAt < now)
        {
            return Refusal.Invalid("effectiveAt", "Now or later is expected.", "IN_THE_PAST");
        }

        if (plan.InForceAt(now) != plan.Latest)
        {
            return Refusal.Conflict("VERSION_SCHEDULED", $"Version {plan.Latest.Number} of the plan comes into force at {plan.Latest.EffectiveAt}: the next one is made after that.");
        }

        var terms = change.Terms.On(plan.Latest.Terms);
        return (PlanRules.Check(terms) is { } unlawful ? unlawful : Prices(plan.Latest, change, found, terms)).Then(prices => plan with
        {
            Latest = Version(plan.Id, plan.Latest.Number + 1, terms, prices, now, change.EffectiveAt ?? inForce),
            Before = change.EffectiveAt is null ? null : plan.Latest,
        });
    }

    /// <summary>A version of a plan.</summary>
    internal static PlanVersion Version(Id<Plan> plan, int number, PlanTerms terms, IReadOnlyList<Price> prices, Instant now, Instant effectiveAt) => new()
    {
        Id = Id<PlanVersion>.Of($"{plan.Suffix}{number:D6}"), // In the order of their numbers, and one of each.
        PlanId = plan,
        Number = number,
        Terms = terms,
        Prices = prices,
        CreatedAt = now,
        EffectiveAt = effectiveAt,
    };

    private static Result<IReadOnlyList<Price>> Prices(PlanVersion latest, PlanChange change, IReadOnlyList<Price> found, PlanTerms terms)
    {
        if (found.Count + change.Remove.Count == 0 && terms == latest.Terms)
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
        return PlanRules.Check(terms, prices) is { } broken ? broken : prices;
    }

    private static Refusal NotInPlan(string field, Id<Price> id) =>
        Refusal.Invalid(field, $"The plan's latest version has no price '{id}'.", "PRICE_NOT_IN_PLAN");
}
