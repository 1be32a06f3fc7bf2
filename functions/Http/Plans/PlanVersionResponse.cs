using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;
using Tallystick.Http.Prices;

namespace Tallystick.Http.Plans;

/// <summary>A plan as it was at one time.</summary>
/// <param name="Id">The version's id.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EffectiveAt">From when on it is in force.</param>
internal sealed record PlanVersionResponse(
    Id<PlanVersion> Id, Id<Plan> PlanId, int Version, IReadOnlyList<PriceResponse> Prices, Instant CreatedAt, Instant EffectiveAt)
{
    public string Object => "planVersion";

    public static PlanVersionResponse Of(PlanVersion version) => new(
        version.Id, version.PlanId, version.Number, [.. version.Prices.Select(PriceResponse.Of)], version.CreatedAt, version.EffectiveAt);
}
