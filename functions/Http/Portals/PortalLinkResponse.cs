using NodaTime;

namespace Tallystick.Http.Portals;

/// <summary>A link that lets one browser in to a customer's portal.</summary>
/// <param name="Url">What the customer opens: once.</param>
/// <param name="ExpiresAt">When it can no longer be used, and when the session that it began ends.</param>
internal sealed record PortalLinkResponse(string Url, Instant ExpiresAt)
{
    public string Object => "portalLink";
}
