using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Http.Subscriptions;

/// <summary>A stretch of a subscription's life under one version of a plan, up to the next one.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="PlanVersionId">Its version.</param>
/// <param name="EffectiveAt">The first instant of it.</param>
/// <param name="Kind"><c>paid</c>; <c>trial</c>: usage is counted, and free; <c>paused</c>: usage is rejected, and nothing is charged.</param>
/// <param name="Proration">What becomes of the fees of a period that its beginning parts.</param>
internal sealed record PhaseResponse(Id<Plan> PlanId, Id<PlanVersion> PlanVersionId, Instant EffectiveAt, PhaseKind Kind, Proration Proration)
{
    public static PhaseResponse Of(SubscriptionPhase phase) => new(phase.PlanId, phase.PlanVersionId, phase.From, phase.Kind, phase.Proration);
}
