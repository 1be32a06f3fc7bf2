using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Features;

/// <summary>More of a metered feature for a customer, beside the quota. It never changes, but may be voided.</summary>
/// <remarks>It begins and ends on whole hours, as usage is kept: so its balance needs no single events, which are not kept for ever.</remarks>
public sealed record FeatureGrant : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "fgr";

    /// <summary>Its id.</summary>
    public required Id<FeatureGrant> Id { get; init; }

    /// <summary>Whoever asks again with this key gets the same grant.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>What was asked for.</summary>
    public required GrantTerms Terms { get; init; }

    /// <summary>From when on it may be used: the start of the hour that was asked for, but not before the current period's.</summary>
    public required Instant EffectiveAt { get; init; }

    /// <summary>From when on it may not be used any more: the end of the hour that was asked for; null for no end.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>When it was made, by the customer's clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was voided, by the customer's clock; null while it was not.</summary>
    public Instant? VoidedAt { get; init; }

    /// <summary>From when on nothing is left of it: it has expired, or its hour of voiding began. Null for never.</summary>
    internal Instant? EndsAt => VoidedAt is { } at && !(ExpiresAt <= UsageWindow.HourOf(at)) ? UsageWindow.HourOf(at) : ExpiresAt;

    /// <summary>A grant on terms that were checked.</summary>
    internal static FeatureGrant Of(Id<FeatureGrant> id, string key, GrantTerms terms, Period current, Instant now) => new()
    {
        Id = id,
        IdempotencyKey = key,
        Terms = terms,
        EffectiveAt = Instant.Max(UsageWindow.HourOf(terms.EffectiveAt ?? now), current.Start),
        ExpiresAt = terms.ExpiresAt is { } end ? HourEnd(end) : null,
        CreatedAt = now,
    };

    private static Instant HourEnd(Instant instant) =>
        UsageWindow.HourOf(instant) is var hour && hour == instant ? hour : hour + Duration.FromHours(1);
}
