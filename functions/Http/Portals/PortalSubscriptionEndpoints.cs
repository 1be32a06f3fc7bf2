using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Portals;

/// <summary>What a customer does with the subscription: all of it comes into force when the period ends, and is taken back before.</summary>
internal static class PortalSubscriptionEndpoints
{
    public static void MapPortalSubscription(this IEndpointRouteBuilder portal)
    {
        portal.MapGet("", (PortalCaller caller, PortalViews views, CancellationToken cancellation) => views.AnswerAsync(caller, cancellation));
        portal.MapPost("/cancellation", CancelAsync);
        portal.MapDelete("/cancellation", TakeBackAsync);
        portal.MapPost("/planChange", ChangeAsync);
        portal.MapDelete("/planChange", CallOffAsync);
    }

    private static async Task<IResult> CancelAsync(PortalCaller caller, SubscriptionChanger changer, PortalViews views, CancellationToken cancellation) =>
        await views.AnswerAsync(caller, await changer.CancelAsync(caller.Tenant, caller.Subscription, cancellation), cancellation);

    private static async Task<IResult> TakeBackAsync(PortalCaller caller, SubscriptionChanger changer, PortalViews views, CancellationToken cancellation) =>
        await views.AnswerAsync(caller, await changer.TakeBackCancellationAsync(caller.Tenant, caller.Subscription, cancellation), cancellation);

    private static async Task<IResult> ChangeAsync(
        PortalCaller caller, Body<PortalPlanRequest> body, SubscriptionChanger changer, PortalViews views, CancellationToken cancellation)
    {
        var check = new Check();
        var plan = check.Id<Plan>("planId", body.Value.PlanId);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        if (!caller.Open.Access.PlanIds.Contains(plan))
        {
            return Refusal.Invalid("planId", "This plan is not offered to you.", "PLAN_NOT_OFFERED").ToProblem();
        }

        var wanted = new PlanSwitch(plan, null) { AtPeriodEnd = true, IsAskedByCustomer = true };
        return await views.AnswerAsync(caller, await changer.ChangeAsync(caller.Tenant, caller.Subscription, wanted, cancellation), cancellation);
    }

    private static async Task<IResult> CallOffAsync(PortalCaller caller, SubscriptionChanger changer, PortalViews views, CancellationToken cancellation) =>
        await views.AnswerAsync(caller, await changer.CallOffAsync(caller.Tenant, caller.Subscription, cancellation, byCustomer: true), cancellation);
}
