using NodaTime;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Sessions;

/// <summary>A browser that is signed in.</summary>
/// <param name="Key">The API key that it acts with: its tenant and scopes are the session's.</param>
/// <param name="ExpiresAt">When the session ends by itself.</param>
public sealed record OpenedSession(ApiKey Key, Instant ExpiresAt);
