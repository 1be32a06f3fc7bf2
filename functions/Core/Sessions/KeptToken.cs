using NodaTime;

namespace Tallystick.Core.Sessions;

/// <summary>What is known of a token: not the token itself.</summary>
/// <param name="Hash">Its <see cref="BrowserToken.Hash"/>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">The first instant at which it opens nothing.</param>
public sealed record KeptToken(string Hash, Instant CreatedAt, Instant ExpiresAt);
