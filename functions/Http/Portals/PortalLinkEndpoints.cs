using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Portals;

/// <summary>Links by which merchants let customers in to the portal.</summary>
internal static class PortalLinkEndpoints
{
    public static void MapPortalLinks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v0/subscriptions/{id}/portal").WithTags("Subscriptions").RequireScope(Scope.Admin);
        group.MapPost("", CreateAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a link to the customer's portal: usage, balance, invoices, caps, top-up, cancelling").Answers<PortalLinkResponse>(201);
        group.MapDelete("", RevokeAsync)
            .WithSummary("End all links to the portal of a subscription, and the sessions that they began").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, string id, Body<PortalLinkRequest> body, HttpRequest request, PortalSessions portals, TimeProvider time, CancellationToken cancellation)
    {
        var check = new Check();
        var lifetime = body.Value.LifetimeFor(check);
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var subscription, out var missing);
        var access = body.Value.AccessFor(check, subscription);
        if ((check.Refusal ?? missing) is { } refused)
        {
            return refused.ToProblem();
        }

        // Behind the '#', the token is in no log of a server or proxy, and no program that looks at links on the way uses it up.
        return Answers.Of(
            await portals.LinkAsync(caller.Key, access, lifetime, time.GetInstant(), cancellation),
            link => new PortalLinkResponse($"{PublicOrigin.Of(request)}/portal/#/open?link={link.Token.Reveal()}", link.ExpiresAt),
            201);
    }

    private static async Task<IResult> RevokeAsync(
        Caller caller, string id, PortalSessions portals, TimeProvider time, CancellationToken cancellation) =>
        Ids.Parse<Subscription>(id, "SUBSCRIPTION").TryGet(out var parsed, out var refused)
        && (await portals.RevokeAsync(caller.Tenant, parsed, time.GetInstant(), cancellation)).TryGet(out _, out refused)
            ? Results.NoContent()
            : refused.ToProblem();
}
