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

        var pages = routes.MapGroup("/authorize").AllowAnyone().ExcludeFromDescription();
        pages.MapGet("/{token}", ShowAsync);
        pages.MapPost("/{token}", AcceptAsync);
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

    private static async Task<IResult> ShowAsync(string token, AuthorizationLinks links, TimeProvider time, CancellationToken cancellation)
    {
        if (!(await links.OpenAsync(token, time.GetInstant(), cancellation)).TryGet(out var offer, out var refused))
        {
            return new HtmlResult(AuthorizationPage.Gone(refused.Message), StatusCodes.Status404NotFound);
        }

        return offer.Link.StatusAt(time.GetInstant()) switch
        {
            AuthorizationStatus.Completed => new HtmlResult(AuthorizationPage.Done()),
            AuthorizationStatus.Expired => new HtmlResult(AuthorizationPage.Gone("This link was not accepted in time."), StatusCodes.Status410Gone),
            _ => new HtmlResult(AuthorizationPage.Offer(offer), redirect: offer.Link.RedirectUrl),
        };
    }

    private static async Task<IResult> AcceptAsync(
        string token, HttpResponse response, AuthorizationLinks links, TimeProvider time, CancellationToken cancellation)
    {
        if (!(await links.AcceptAsync(token, time.GetInstant(), cancellation)).TryGet(out var link, out var refused))
        {
            var status = refused.Code == "AUTHORIZATION_EXPIRED" ? StatusCodes.Status410Gone : Problems.StatusOf(refused.Kind);
            return new HtmlResult(AuthorizationPage.Gone(refused.Message), status);
        }

        if (link.RedirectUrl is null)
        {
            return new HtmlResult(AuthorizationPage.Done());
        }

        response.Headers.Location = link.RedirectUrl;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
