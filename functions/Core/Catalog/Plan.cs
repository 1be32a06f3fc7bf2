using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What customers subscribe to: a name for a row of versions.</summary>
/// <param name="Id">The plan's id.</param>
/// <param name="Latest">The version that new subscriptions get.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Plan(Id<Plan> Id, PlanVersion Latest, Instant CreatedAt) : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "plan";
}
