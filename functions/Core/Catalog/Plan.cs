using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What customers subscribe to: a name for a row of versions.</summary>
/// <param name="Id">The plan's id.</param>
/// <param name="Latest">The version that new subscriptions get, from when it is in force.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Plan(Id<Plan> Id, PlanVersion Latest, Instant CreatedAt) : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "plan";

    /// <summary>The version that is in force until the latest one is; null where that has no time of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanVersion? Before { get; init; }

    /// <summary>The version that a subscription gets that starts, or goes on, at a time.</summary>
    public PlanVersion InForceAt(Instant time) => Before is { } before && time < Latest.EffectiveAt ? before : Latest;
}
