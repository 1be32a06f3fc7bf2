using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Plans;

/// <summary>A plan as it was at one time.</summary>
/// <param name="Id">The version's id.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="BasedOn">The version that it was made from for one subscription; null for a version of the plan itself.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="MinimumCommitment">What a whole period comes to at least.</param>
/// <param name="MaximumCharge">What a whole period comes to at most.</param>
/// <param name="Discounts">What is taken off, in this order.</param>
/// <param name="CreditAllocations">Credits that each subscription gets.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EffectiveAt">From when on it is in force.</param>
internal sealed record PlanVersionResponse(
    Id<PlanVersion> Id,
    Id<Plan> PlanId,
    Id<PlanVersion>? BasedOn,
    int Version,
    IReadOnlyList<PriceResponse> Prices,
    decimal? MinimumCommitment,
    decimal? MaximumCharge,
    IReadOnlyList<DiscountResponse> Discounts,
    IReadOnlyList<CreditAllocationBody> CreditAllocations,
    Instant CreatedAt,
    Instant EffectiveAt)
{
    public string Object => "planVersion";

    public static PlanVersionResponse Of(PlanVersion version) => new(
        version.Id,
        version.PlanId,
        version.BasedOn,
        version.Number,
        [.. version.Prices.Select(PriceResponse.Of)],
        version.Terms.MinimumCommitment,
        version.Terms.MaximumCharge,
        [.. version.Terms.Discounts.Select(DiscountResponse.Of)],
        [.. version.Terms.CreditAllocations.Select(CreditAllocationBody.Of)],
        version.CreatedAt,
        version.EffectiveAt);
}
