using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money of one grant that is in a wallet. A wallet lists those of which something is left, in <see cref="BurnOrder"/>.</summary>
public sealed record Lot
{
    /// <summary>Which grant's, and which time.</summary>
    public required LotId Id { get; init; }

    /// <summary>The subscription whose plan gave it; null for one that the merchant granted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<Subscription>? SubscriptionId { get; init; }

    /// <summary>The lowest is used first; see <see cref="BurnOrder"/>.</summary>
    public required int Priority { get; init; }

    /// <summary>From when on it may be used.</summary>
    public required Instant EffectiveAt { get; init; }

    /// <summary>The first instant at which what is left of it expires; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>When the grant was made: among equals the oldest is used first.</summary>
    public required Instant GrantedAt { get; init; }

    /// <summary>When the merchant took it back; null where that has not happened.</summary>
    public Instant? VoidedAt { get; init; }

    /// <summary>The part of the wallet's available money that is of this lot.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Remaining { get; init; }

    /// <summary>The part of the wallet's held money that is of this lot.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal Held { get; init; }

    /// <summary>
    /// From when on nothing of it may be used: the beginning of time for one that was taken back; null for never. What holds give back after that is gone
    /// at once.
    /// </summary>
    [JsonIgnore]
    public Instant? OverAt => VoidedAt is null ? ExpiresAt : Instant.MinValue;

    /// <summary>The lot as it is before money is in it.</summary>
    internal Lot Emptied() => this with { Remaining = 0, Held = 0 };
}
