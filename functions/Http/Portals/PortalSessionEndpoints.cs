using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;
using Tallystick.Http.Binding;
using Tallystick.Http.Errors;
using Tallystick.Http.Security;
using Tallystick.Http.Sessions;

namespace Tallystick.Http.Portals;

/// <summary>Coming to the portal and leaving it: for its page alone.</summary>
internal static class PortalSessionEndpoints
{
    public static void MapPortalSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/portal/session").AllowAnyone().ExcludeFromDescription();
        group.MapPost("", OpenAsync);
        group.MapDelete("", LeaveAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Body<PortalSessionRequest> body, PortalSessions sessions, TimeProvider time)
    {
        var check = new Check();
        var link = check.Text("link", body.Value.Link, 200);
        var now = time.GetInstant();
        if ((SameOrigin.Check(context.Request) ?? check.Refusal) is { } refused
            || !(await sessions.RedeemAsync(link, now, context.RequestAborted)).TryGet(out var session, out refused))
        {
            return refused.ToProblem();
        }

        PortalCookies.Write(context, session, (session.ExpiresAt - now).ToTimeSpan());
        return Answers.Json(new PortalSessionResponse(session.Token.Subscription, session.ExpiresAt), 201);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, PortalSessions sessions, TimeProvider time)
    {
        if (SameOrigin.Check(context.Request) is { } refused)
        {
            return refused.ToProblem();
        }

        if (PortalCallers.SubscriptionOf(context.Request) is { } subscription)
        {
            await sessions.SignOutAsync(PortalCookies.Read(context.Request, subscription), time.GetInstant(), context.RequestAborted);
            PortalCookies.Delete(context, subscription);
        }

        return Results.NoContent();
    }
}
