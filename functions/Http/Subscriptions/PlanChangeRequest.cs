using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Subscriptions;

/// <summary>That a subscription is to go on under another plan, or another version of its plan.</summary>
/// <param name="PlanId">The plan, whose latest version is taken. This or planVersionId is required.</param>
/// <param name="PlanVersionId">The version.</param>
/// <param name="Effective"><c>now</c> (unless given) or <c>period_end</c>.</param>
/// <param name="EffectiveAt">When, now or later, in place of <c>effective</c>.</param>
/// <param name="Proration">What becomes of the fees of the period that the change parts: <c>prorate</c> (unless given) or <c>none</c>.</param>
/// <param name="Overrides">What is otherwise than the plan has it; what was otherwise before is not, unless it is said again.</param>
/// <param name="Coupons">Codes of coupons, those that are to go on among them; at most 5.</param>
internal sealed record PlanChangeRequest(
    string? PlanId,
    string? PlanVersionId,
    string? Effective,
    Instant? EffectiveAt,
    string? Proration,
    OverridesRequest? Overrides,
    IReadOnlyList<string?>? Coupons)
{
    public PlanSwitch ToSwitch(Check check)
    {
        var (plan, version) = (check.OptionalId<Plan>("planId", PlanId), check.OptionalId<PlanVersion>("planVersionId", PlanVersionId));
        check.That(PlanId is null != PlanVersionId is null, "planId", "Either a planId or a planVersionId is expected.", "REQUIRED");
        return new PlanSwitch(plan, version)
        {
            Tailoring = OverridesRequest.ToTailoring(check, Overrides, Coupons),
            EffectiveAt = EffectiveAt,
            AtPeriodEnd = Times.IsAtPeriodEnd(check, Effective, EffectiveAt),
            Proration = Times.ProrationOf(check, Proration, Core.Billing.Proration.Prorate),
        };
    }
}
