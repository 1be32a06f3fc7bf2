using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>What is known of an API key; the key itself is not.</summary>
public sealed record ApiKey : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "key";

    /// <summary>The key's public part.</summary>
    public required Id<ApiKey> Id { get; init; }

    /// <summary>Whose data it opens, as <see cref="Tenancy.Tenant.ToString"/> writes it.</summary>
    public required string Tenant { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be used for: each scope once, in their order; at least one.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>The SHA-256 of the whole key, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The key's last four characters.</summary>
    public required string LastFour { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it stopped to work; null for one that works.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>True where the key may be used for this.</summary>
    public bool Allows(Scope scope) => Scopes.Contains(scope) || Scopes.Contains(Scope.Admin);
}
