using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;
using Tallystick.Http.Plans;

namespace Tallystick.Http.Portals;

/// <summary>Subscriptions as their customers see them.</summary>
internal sealed class PortalViews(Core.Tenancy.Merchants merchants, SubscriptionService subscriptions, SubscriptionChanger changer, Core.Catalog.Plans plans, Clocks clocks)
{
    /// <summary>The subscription as it stands, or what was refused.</summary>
    public async Task<Microsoft.AspNetCore.Http.IResult> AnswerAsync(PortalCaller caller, Result<Subscription> result, CancellationToken cancellation) =>
        result.TryGet(out var subscription, out var refused) ? Answers.Json(await OfAsync(caller, subscription, cancellation)) : refused.ToProblem();

    /// <summary>The caller's subscription as it stands.</summary>
    public async Task<Microsoft.AspNetCore.Http.IResult> AnswerAsync(PortalCaller caller, CancellationToken cancellation) =>
        await AnswerAsync(caller, await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation), cancellation);

    private async Task<PortalResponse> OfAsync(PortalCaller caller, Subscription subscription, CancellationToken cancellation)
    {
        var merchant = (await merchants.GetAsync(caller.Tenant.Merchant, cancellation)).OrThrow();
        var now = await clocks.NowForAsync(caller.Tenant, caller.Customer, cancellation);
        var periodEnd = (await changer.PeriodEndAsync(caller.Tenant, subscription.Id, cancellation)).OrThrow();
        var phase = subscription.PhaseAt(now);
        return new PortalResponse(
            merchant.Name,
            caller.Customer.Name,
            caller.Tenant.Mode,
            subscription.Name,
            subscription.StatusAt(now),
            subscription.Currency,
            OfferedPlan.Of(await VersionAsync(caller, phase, cancellation)),
            subscription.StartedAt,
            subscription.End < Instant.MaxValue ? subscription.End : null,
            periodEnd < Instant.MaxValue ? periodEnd : null,
            subscription is { IsCancelledByCustomer: true } && now < subscription.End,
            await ChangeAsync(caller, subscription, now, cancellation),
            await OfferedAsync(caller, phase, now, cancellation),
            now,
            caller.Open.ExpiresAt);
    }

    private async Task<PortalPlanChange?> ChangeAsync(PortalCaller caller, Subscription subscription, Instant now, CancellationToken cancellation) =>
        subscription.ScheduledAt(now) is { } next
            ? new PortalPlanChange((await VersionAsync(caller, next, cancellation)).Terms.Name, next.From, next.IsAskedByCustomer)
            : null;

    private async Task<IReadOnlyList<OfferedPlan>> OfferedAsync(PortalCaller caller, SubscriptionPhase phase, Instant now, CancellationToken cancellation)
    {
        var offered = new List<OfferedPlan>();
        foreach (var id in caller.Open.Access.PlanIds.Where(id => id != phase.PlanId))
        {
            offered.Add(OfferedPlan.Of((await plans.GetAsync(caller.Tenant, id, cancellation)).OrThrow().InForceAt(now)));
        }

        return offered;
    }

    private async Task<PlanVersion> VersionAsync(PortalCaller caller, SubscriptionPhase phase, CancellationToken cancellation) =>
        (await plans.GetVersionAsync(caller.Tenant, phase.PlanVersionId, cancellation)).OrThrow();
}
