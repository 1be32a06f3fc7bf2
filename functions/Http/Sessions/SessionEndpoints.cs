using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Sessions;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Hosting;
using Tallystick.Http.Idempotency;
using Tallystick.Http.OpenApi;
using Tallystick.Http.Security;

namespace Tallystick.Http.Sessions;

/// <summary>Signing in to the dashboard and out again.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/v0/dashboardLinks").WithTags("API keys").RequireScope(Scope.Read).MapPost("", LinkAsync).IgnoreIdempotencyKey()
            .WithSummary("Make a link that signs one browser in to the dashboard with the caller's key, once and within ten minutes")
            .Answers<DashboardLinkResponse>(201);

        // For the dashboard's pages alone: programs have keys.
        var group = routes.MapGroup("/dashboard/session").AllowAnyone().ExcludeFromDescription();
        group.MapPost("", SignInAsync);
        group.MapGet("", ListAsync);
        group.MapDelete("/{mode}", SignOutAsync);
    }

    private static async Task<IResult> LinkAsync(
        Caller caller, HttpRequest request, BrowserSessions sessions, TimeProvider time, CancellationToken cancellation)
    {
        var link = await sessions.LinkAsync(caller.Key, time.GetInstant(), cancellation);

        // Behind the '#', the token is in no log of a server or proxy, and no program that looks at links on the way uses it up.
        var url = $"{PublicOrigin.Of(request)}/dashboard/#/sign-in?link={link.Token.Reveal()}";
        return Answers.Json(new DashboardLinkResponse(url, link.ExpiresAt), 201);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, Body<SignInRequest> body, BrowserSessions sessions, Core.Tenancy.Merchants merchants, TimeProvider time)
    {
        if (SameOrigin.Check(context.Request) is { } crossSite)
        {
            return crossSite.ToProblem();
        }

        var (now, cancellation) = (time.GetInstant(), context.RequestAborted);
        var check = new Check();
        check.That(body.Value.Link is null || body.Value.ApiKey is null, "link", "Either a link or an API key is taken.", "CONTRADICTION");
        if (body.Value.Link is null)
        {
            check.Text("apiKey", body.Value.ApiKey, 100);
        }

        if (check.Refusal is { } refused
            || !(body.Value.Link is { } link
                ? await sessions.RedeemAsync(link, now, cancellation)
                : await sessions.SignInAsync(body.Value.ApiKey!.Trim(), now, cancellation)).TryGet(out var session, out refused))
        {
            return refused.ToProblem();
        }

        SessionCookies.Write(context, session, (session.ExpiresAt - now).ToTimeSpan());
        return Answers.Of(
            await merchants.GetAsync(Tenant.Parse(session.Key.Tenant).Merchant, cancellation),
            merchant => SessionResponse.Of(new OpenedSession(session.Key, session.ExpiresAt), merchant),
            201);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, BrowserSessions sessions, Core.Tenancy.Merchants merchants, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var open = new List<SessionResponse>();
        foreach (var mode in new[] { Mode.Live, Mode.Test })
        {
            var token = SessionCookies.Read(context.Request, mode);
            if (await sessions.FindAsync(token, time.GetInstant(), context.RequestAborted) is { } session
                && (await merchants.GetAsync(Tenant.Parse(session.Key.Tenant).Merchant, context.RequestAborted)).TryGet(out var merchant, out _))
            {
                open.Add(SessionResponse.Of(session, merchant));
            }
        }

        return Answers.Json(new { sessions = open });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, string mode, BrowserSessions sessions, TimeProvider time)
    {
        var check = new Check();
        var meant = check.OneOf("mode", mode, Mode.Live, ("live", Mode.Live), ("test", Mode.Test));
        if (check.Refusal is { } refused || (refused = SameOrigin.Check(context.Request)) is not null)
        {
            return refused.ToProblem();
        }

        await sessions.SignOutAsync(SessionCookies.Read(context.Request, meant), time.GetInstant(), context.RequestAborted);
        SessionCookies.Delete(context, meant);
        return Results.NoContent();
    }
}
