using Microsoft.AspNetCore.Http;
using Tallystick.Core.Customers;
using Tallystick.Core.Portals;
using Tallystick.Core.Values;
using Tallystick.Http.Sessions;

namespace Tallystick.Http.Portals;

/// <summary>The cookies that sessions of the portal are kept in: one for each subscription, so that nobody acts on one while looking at another.</summary>
internal static class PortalCookies
{
    internal static string? Read(HttpRequest request, Id<Subscription> subscription) => SecretCookies.Read(request, NameOf(subscription));

    internal static void Write(HttpContext context, IssuedPortal session, TimeSpan lifetime) =>
        SecretCookies.Write(context, NameOf(session.Token.Subscription), session.Token.Reveal(), lifetime);

    internal static void Delete(HttpContext context, Id<Subscription> subscription) => SecretCookies.Delete(context, NameOf(subscription));

    private static string NameOf(Id<Subscription> subscription) => $"portal-{subscription.Suffix}";
}
