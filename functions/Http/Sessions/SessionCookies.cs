using Microsoft.AspNetCore.Http;
using Tallystick.Core.Sessions;
using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Sessions;

/// <summary>The cookies that sessions are kept in: one for each mode, so that one browser may be signed in to both.</summary>
internal static class SessionCookies
{
    /// <summary>The token of a mode's session, as the browser sent it; null for none.</summary>
    internal static string? Read(HttpRequest request, Mode mode) => SecretCookies.Read(request, NameOf(mode));

    /// <summary>Has the browser keep a session.</summary>
    internal static void Write(HttpContext context, IssuedToken session, TimeSpan lifetime) =>
        SecretCookies.Write(context, NameOf(Tenant.Parse(session.Key.Tenant).Mode), session.Token.Reveal(), lifetime);

    /// <summary>Has the browser forget a session.</summary>
    internal static void Delete(HttpContext context, Mode mode) => SecretCookies.Delete(context, NameOf(mode));

    private static string NameOf(Mode mode) => mode == Mode.Live ? "live" : "test";
}
