using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Authorizations;

/// <summary>Links by which people become customers.</summary>
internal static class AuthorizationEndpoints
{
    public static void MapAuthorizations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/customers/authorization").WithTags("Customers");
        group.MapPost("", CreateAsync).RequireScope(Scope.Admin)
            .WithSummary("Make a link that makes a customer with a subscription of who accepts it").Answers<AuthorizationResponse>(201);
        group.MapGet("/{id}", GetAsync).RequireScope(Scope.Read)
            .WithSummary("A link, and what came of it").Answers<AuthorizationResponse>();

        // Links were of this form once, and are good for seven days.
        routes.MapGet("/authorize/{token}", (string token) => Results.LocalRedirect($"~/checkout/#/{Uri.EscapeDataString(token)}"))
            .AllowAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<AuthorizationRequest> body, HttpRequest request, AuthorizationLinks links, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var email = check.Email("email", body.Value.Email);
        var name = check.OptionalText("name", body.Value.Name, 200);
        var plan = check.Id<Plan>("planId", body.Value.PlanId);
        var redirect = body.Value.RedirectFor(check);
        if (check.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var now = time.GetInstant();
        var made = await links.CreateAsync(caller.Tenant, email, string.IsNullOrWhiteSpace(name) ? email : name, plan, redirect, now, cancellation);
        return Answers.Of(made, link => AuthorizationResponse.Of(link, PublicOrigin.Of(request), now), 201);
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, HttpRequest request, AuthorizationLinks links, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<AuthorizationLink>(id, "AUTHORIZATION").TryGet(out var parsed, out var refused)
            ? Answers.Of(
                await links.GetAsync(caller.Tenant, parsed, cancellation),
                link => AuthorizationResponse.Of(link, PublicOrigin.Of(request), time.GetInstant()))
            : refused.ToProblem();
}
