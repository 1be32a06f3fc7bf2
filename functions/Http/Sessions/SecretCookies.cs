using Microsoft.AspNetCore.Http;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Sessions;

/// <summary>Cookies that keep tokens out of reach of scripts, for requests from these pages alone.</summary>
internal static class SecretCookies
{
    /// <summary>What the browser sent; null for nothing.</summary>
    internal static string? Read(HttpRequest request, string name) => request.Cookies[NameOf(request, name)];

    /// <summary>Has the browser keep a token.</summary>
    internal static void Write(HttpContext context, string name, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameOf(context.Request, name), token, Options(context.Request, lifetime));

    /// <summary>Has the browser forget a token.</summary>
    internal static void Delete(HttpContext context, string name) =>
        context.Response.Cookies.Delete(NameOf(context.Request, name), Options(context.Request, lifetime: null));

    // Browsers take a cookie with this prefix over TLS alone, and from this very host.
    private static string NameOf(HttpRequest request, string name) => (PublicOrigin.IsSecure(request) ? "__Host-tally-" : "tally-") + name;

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
