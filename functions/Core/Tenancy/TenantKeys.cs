using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>All keys of a tenant, oldest first: one document, so that the number of keys is decided in one commit.</summary>
/// <param name="Keys">The keys that work, and the last <see cref="MaxRevoked"/> that no longer do.</param>
public sealed record TenantKeys(IReadOnlyList<ApiKey> Keys)
{
    /// <summary>Two keys of the same scopes may work at once, so that one can take the other's place without a gap.</summary>
    public const int MaxWorking = 2;

    /// <summary>How many revoked keys are remembered for the list.</summary>
    public const int MaxRevoked = 50;

    /// <summary>With one more key.</summary>
    public Result<TenantKeys> Add(ApiKey key) =>
        Keys.Count(other => other.RevokedAt is null && other.Scopes.SequenceEqual(key.Scopes)) >= MaxWorking
            ? Refusal.Conflict("TOO_MANY_KEYS", $"{MaxWorking} keys of these scopes work already: revoke one first.")
            : new TenantKeys([.. Keys, key]);

    /// <summary>With a key that works no longer; revoking twice changes nothing.</summary>
    public Result<TenantKeys> Revoke(Id<ApiKey> id, Instant now)
    {
        if (!Keys.Any(key => key.Id == id))
        {
            return Refusal.NotFound("API_KEY", id.ToString());
        }

        var keys = Keys.Select(key => key.Id == id && key.RevokedAt is null ? key with { RevokedAt = now } : key).ToList();
        var forgotten = keys.Where(key => key.RevokedAt is not null).Reverse().Skip(MaxRevoked).ToHashSet();
        return new TenantKeys([.. keys.Where(key => !forgotten.Contains(key))]);
    }
}
