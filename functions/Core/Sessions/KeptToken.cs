using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Portals;

namespace Tallystick.Core.Sessions;

/// <summary>What is known of a token: not the token itself.</summary>
/// <param name="Hash">Its <see cref="BrowserToken.Hash"/>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">The first instant at which it opens nothing.</param>
public sealed record KeptToken(string Hash, Instant CreatedAt, Instant ExpiresAt)
{
    /// <summary>What it opens of a customer's; null, and not written, for what an API key opens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PortalAccess? Portal { get; init; }
}
