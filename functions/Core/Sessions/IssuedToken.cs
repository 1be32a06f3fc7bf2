using NodaTime;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Sessions;

/// <summary>A new session or sign-in link, at the only moment when its token is known.</summary>
/// <param name="Token">The token.</param>
/// <param name="Key">The API key that whoever holds it acts with.</param>
/// <param name="ExpiresAt">The first instant at which it opens nothing.</param>
public sealed record IssuedToken(BrowserToken Token, ApiKey Key, Instant ExpiresAt);
