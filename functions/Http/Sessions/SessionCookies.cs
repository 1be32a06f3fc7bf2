using Microsoft.AspNetCore.Http;
using Tallystick.Core.Sessions;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Sessions;

/// <summary>The cookies that sessions are kept in: one for each mode, so that one browser may be signed in to both.</summary>
internal static class SessionCookies
{
    /// <summary>The token of a mode's session, as the browser sent it; null for none.</summary>
    internal static string? Read(HttpRequest request, Mode mode) => request.Cookies[NameOf(request, mode)];

    /// <summary>Has the browser keep a session, out of reach of scripts, for requests from these pages alone.</summary>
    internal static void Write(HttpContext context, IssuedToken session, TimeSpan lifetime) => context.Response.Cookies.Append(
        NameOf(context.Request, Tenant.Parse(session.Key.Tenant).Mode), session.Token.Reveal(), Options(context.Request, lifetime));

    /// <summary>Has the browser forget a session.</summary>
    internal static void Delete(HttpContext context, Mode mode) =>
        context.Response.Cookies.Delete(NameOf(context.Request, mode), Options(context.Request, lifetime: null));

    // Browsers take a cookie with this prefix over TLS alone, and from this very host.
    private static string NameOf(HttpRequest request, Mode mode) => (PublicOrigin.IsSecure(request) ? "__Host-tally-" : "tally-") + (mode == Mode.Live ? "live" : "test");

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = PublicOrigin.IsSecure(request),
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
