using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Storage;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Portals;

/// <summary>When a customer wants to be told, and what there was to tell. What merchants watch for themselves is not shown.</summary>
internal static class PortalAlertEndpoints
{
    private const int Shown = 50;
    private static readonly PageRequest All = new(int.MaxValue, 0);

    public static void MapPortalAlerts(this IEndpointRouteBuilder portal)
    {
        portal.MapGet("/alerts", ListAsync);
        portal.MapPost("/alerts", CreateAsync);
        portal.MapDelete("/alerts/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(PortalCaller caller, AlertRules rules, Caps caps, AlertBook alerts, CancellationToken cancellation)
    {
        List<AlertRule> own = [.. (await rules.PageAsync(caller.Tenant, caller.Customer, All, cancellation)).Items.Where(rule => rule.SetBy == LimitOwner.Customer)];
        var shown = (await caps.PageAsync(caller.Tenant, caller.Customer, All, cancellation)).Items.Select(standing => standing.Cap.Id.ToString())
            .Concat(own.Select(rule => rule.Id.ToString())).ToHashSet();
        var raised = await alerts.PageAsync(caller.Tenant, caller.Customer.Id, new PageRequest(Shown, 0), cancellation);
        return Answers.Json(new
        {
            rules = own.Select(PortalAlertRuleResponse.Of),
            raised = raised.Items.Where(alert => shown.Contains(alert.Source)).Select(PortalAlertResponse.Of),
        });
    }

    private static async Task<IResult> CreateAsync(
        PortalCaller caller, Body<PortalAlertRequest> body, AlertRules rules, SubscriptionService subscriptions, CancellationToken cancellation)
    {
        var check = new Check();
        var currency = (await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation)).OrThrow().Currency;
        var wanted = body.Value.ToRule(check, caller.Customer, currency);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await rules.AddAsync(caller.Tenant, wanted, cancellation), PortalAlertRuleResponse.Of, 201);
    }

    private static async Task<IResult> DeleteAsync(PortalCaller caller, string id, AlertRules rules, CancellationToken cancellation) =>
        Ids.Parse<AlertRule>(id, "ALERT_RULE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await rules.DeleteAsync(caller.Tenant, parsed, cancellation, by: caller.Customer.Id), PortalAlertRuleResponse.Of)
            : refused.ToProblem();
}
