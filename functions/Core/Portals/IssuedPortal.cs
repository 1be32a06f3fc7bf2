using NodaTime;

namespace Tallystick.Core.Portals;

/// <summary>A new link or session of the portal, at the only moment when its token is known.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">The first instant at which it opens nothing.</param>
public sealed record IssuedPortal(PortalToken Token, Instant ExpiresAt);
