using Microsoft.AspNetCore.Http;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;
using Tallystick.Http.Sessions;

namespace Tallystick.Http.Portals;

/// <summary>Knows customers by the session of their browser.</summary>
/// <remarks>
/// Held to the same as the sessions of the dashboard (<see cref="SessionCallers"/>): a request names the subscription whose session is meant, a write in the header
/// <c>Tally-Portal</c>, which no other site can have a browser send; a read, which may be a download or a stream, also in the query. See decision 60.
/// </remarks>
internal sealed class PortalCallers(PortalSessions sessions, TimeProvider time)
{
    private const string Header = "Tally-Portal";
    private const string Query = "portal";

    /// <summary>The refusal of whoever has no session, or no longer.</summary>
    internal static Refusal Closed { get; } =
        new(RefusalKind.Unauthenticated, "PORTAL_CLOSED", "The time of your link is over, or it was called back. Ask for another one where you got it.");

    /// <summary>The customer; refused where there is no session, or another site may have sent the request.</summary>
    internal async ValueTask<Result<PortalCaller>> FindAsync(HttpContext context)
    {
        if (SubscriptionOf(context.Request) is not { } subscription)
        {
            return Closed;
        }

        if (SameOrigin.Check(context.Request) is { } refused)
        {
            return refused;
        }

        context.Response.Headers.CacheControl = "no-store";
        var token = PortalCookies.Read(context.Request, subscription);
        return await sessions.FindAsync(token, time.GetInstant(), context.RequestAborted) is { } open && open.Access.SubscriptionId == subscription
            ? new PortalCaller(open)
            : Closed;
    }

    /// <summary>The subscription whose session a request means; null where it names none.</summary>
    internal static Id<Subscription>? SubscriptionOf(HttpRequest request)
    {
        string? named = request.Headers[Header];
        if (named is null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            named = request.Query[Query];
        }

        return Id<Subscription>.TryParse(named, out var id) ? id : null;
    }
}
