using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A change of a subscription's plan that is wanted.</summary>
/// <param name="PlanId">The plan whose latest version it is to go on with; null where a version is named.</param>
/// <param name="PlanVersionId">The version; null where a plan is named.</param>
public sealed record PlanSwitch(Id<Plan>? PlanId, Id<PlanVersion>? PlanVersionId)
{
    /// <summary>What is otherwise than the plan has it: what was otherwise before is not, unless it is said again.</summary>
    public Tailoring Tailoring { get; init; } = Tailoring.None;

    /// <summary>When, now or later; null for now, or for the end of the period.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>True for the end of the current period.</summary>
    public bool AtPeriodEnd { get; init; }

    /// <summary>See <see cref="SubscriptionPhase.IsAskedByCustomer"/>.</summary>
    public bool IsAskedByCustomer { get; init; }

    /// <summary>What becomes of the fees of the period that the change parts.</summary>
    public Proration Proration { get; init; } = Proration.Prorate;
}
