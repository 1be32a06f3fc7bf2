using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Storage;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Portals;

/// <summary>Caps that concern a customer, and those that the customer sets: each holds beside all others, so that none allows more than the merchant does.</summary>
internal static class PortalCapEndpoints
{
    private static readonly PageRequest All = new(int.MaxValue, 0);

    public static void MapPortalCaps(this IEndpointRouteBuilder portal)
    {
        portal.MapGet("/caps", ListAsync);
        portal.MapPost("/caps", CreateAsync);
        portal.MapPatch("/caps/{id}", ChangeAsync);
        portal.MapDelete("/caps/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(PortalCaller caller, Caps caps, Core.Catalog.Metrics metrics, CancellationToken cancellation)
    {
        var found = new List<PortalCapResponse>();
        foreach (var standing in (await caps.PageAsync(caller.Tenant, caller.Customer, All, cancellation)).Items)
        {
            var metric = standing.Cap.Measure.MetricId is { } id ? (await metrics.GetAsync(caller.Tenant, id, cancellation)).OrThrow() : null;
            found.Add(PortalCapResponse.Of(standing, metric));
        }

        return Answers.Json(new { data = found });
    }

    private static async Task<IResult> CreateAsync(
        PortalCaller caller, Body<PortalCapRequest> body, Caps caps, SubscriptionService subscriptions, CancellationToken cancellation)
    {
        var check = new Check();
        var currency = (await subscriptions.GetAsync(caller.Tenant, caller.Subscription, cancellation)).OrThrow().Currency;
        var wanted = body.Value.ToCap(check, caller.Customer, currency);
        return check.Refusal is { } refused
            ? refused.ToProblem()
            : Answers.Of(await caps.AddAsync(caller.Tenant, wanted, cancellation), cap => new { cap.Id }, 201);
    }

    private static async Task<IResult> ChangeAsync(
        PortalCaller caller, string id, Body<PortalCapRequest> body, Caps caps, CancellationToken cancellation)
    {
        var check = new Check();
        var change = body.Value.ToChange(check);
        return check.Refusal is { } refused || !Ids.Parse<Cap>(id, "CAP").TryGet(out var parsed, out refused)
            ? refused.ToProblem()
            : Answers.Of(await caps.ChangeAsync(caller.Tenant, parsed, change, cancellation, by: caller.Customer.Id), cap => new { cap.Id });
    }

    private static async Task<IResult> DeleteAsync(PortalCaller caller, string id, Caps caps, CancellationToken cancellation) =>
        Ids.Parse<Cap>(id, "CAP").TryGet(out var parsed, out var refused)
            ? Answers.Of(await caps.DeleteAsync(caller.Tenant, parsed, cancellation, by: caller.Customer.Id), cap => new { cap.Id })
            : refused.ToProblem();
}
