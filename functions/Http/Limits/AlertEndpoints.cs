using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Limits;

/// <summary>What merchants are told of their customers' usage and money, and when.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/v0/alertRules").WithTags("Alerts");
        rules.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Set when alerts are raised: at a spend, a usage, a low balance, or a day unlike others").Answers<AlertRuleResponse>(201);
        rules.MapGet("", ListRulesAsync).RequireScope(Scope.Read)
            .WithSummary("List a customer's own rules, or, without a customer, those of plans and of all customers").Answers<ListResponse<AlertRuleResponse>>();
        rules.MapGet("/{id}", GetRuleAsync).RequireScope(Scope.Read).WithSummary("A rule of alerts").Answers<AlertRuleResponse>();
        rules.MapDelete("/{id}", DeleteAsync).RequireScope(Scope.Admin)
            .WithSummary("Delete a rule of alerts; what it raised stays").Answers<AlertRuleResponse>();

        var alerts = routes.MapGroup("/v0/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).RequireScope(Scope.Read)
            .WithSummary("List the alerts that were raised, of a customer or of all, newest first").Answers<ListResponse<AlertResponse>>();
        alerts.MapGet("/{id}", GetAsync).RequireScope(Scope.Read).WithSummary("An alert").Answers<AlertResponse>();
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<AlertRuleRequest> body, AlertRules rules, CancellationToken cancellation)
    {
        var check = new Check();
        var wanted = body.Value.ToRule(check);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await rules.AddAsync(caller.Tenant, wanted, cancellation), AlertRuleResponse.For(caller.Tenant), 201);
    }

    private static async Task<IResult> ListRulesAsync(
        Caller caller, ListQuery query, string? customerId, CustomerDirectory customers, AlertRules rules, CancellationToken cancellation)
    {
        var customer = customerId is null ? null : await customers.ResolveAsync(caller.Tenant, customerId, cancellation);
        return customer is null && customerId is not null
            ? Refusal.NotFound("CUSTOMER", customerId, "customerId").ToProblem()
            : Answers.List(await rules.PageAsync(caller.Tenant, customer, query.Page, cancellation), AlertRuleResponse.For(caller.Tenant));
    }

    private static async Task<IResult> GetRuleAsync(Caller caller, string id, AlertRules rules, CancellationToken cancellation) =>
        Ids.Parse<AlertRule>(id, "ALERT_RULE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await rules.GetAsync(caller.Tenant, parsed, cancellation), AlertRuleResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> DeleteAsync(Caller caller, string id, AlertRules rules, CancellationToken cancellation) =>
        Ids.Parse<AlertRule>(id, "ALERT_RULE").TryGet(out var parsed, out var refused)
            ? Answers.Of(await rules.DeleteAsync(caller.Tenant, parsed, cancellation), AlertRuleResponse.For(caller.Tenant))
            : refused.ToProblem();

    private static async Task<IResult> ListAsync(
        Caller caller, ListQuery query, string? customerId, CustomerDirectory customers, AlertBook alerts, CancellationToken cancellation)
    {
        var customer = customerId is null ? null : await customers.ResolveAsync(caller.Tenant, customerId, cancellation);
        return customer is null && customerId is not null
            ? Refusal.NotFound("CUSTOMER", customerId, "customerId").ToProblem()
            : Answers.List(await alerts.PageAsync(caller.Tenant, customer?.Id, query.Page, cancellation), AlertResponse.Of);
    }

    private static async Task<IResult> GetAsync(Caller caller, string id, AlertBook alerts, CancellationToken cancellation) =>
        Ids.Parse<Alert>(id, "ALERT").TryGet(out var parsed, out var refused)
            ? Answers.Of(await alerts.GetAsync(caller.Tenant, parsed, cancellation), AlertResponse.Of)
            : refused.ToProblem();
}
