using NodaTime;

namespace Tallystick.Http.Sessions;

/// <summary>A link that signs one browser in to the dashboard.</summary>
/// <param name="Url">What to open. Whoever opens it first acts with the key that made it.</param>
/// <param name="ExpiresAt">When it can no longer be used.</param>
internal sealed record DashboardLinkResponse(string Url, Instant ExpiresAt)
{
    public string Object => "dashboardLink";
}
