using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Portals;

/// <summary>Links to the portal of a shop's subscription, and browsers that open them.</summary>
internal static class PortalLinks
{
    /// <summary>A browser at the portal that has no session yet.</summary>
    internal static Browser BrowserOf(TestApi api, Shop shop) => new(api.Anonymous) { Mode = null, Portal = shop.Subscription };

    internal static Task<JsonNode> LinkAsync(Shop shop, object? request = null, int status = 201) =>
        shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", request ?? new { }, status);

    internal static string TokenOf(JsonNode link) => link.Text("url").Split("link=")[1];
}
