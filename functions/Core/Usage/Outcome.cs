using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>What became of a delivery that does not count. One that counts has its claim and its place in a window.</summary>
public sealed record Outcome
{
    /// <summary>Why it does not count.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>The event's id.</summary>
    public required string Event { get; init; }

    /// <summary>Where it stands in the log.</summary>
    public required LogPosition Position { get; init; }

    /// <summary>When the log took it.</summary>
    public required Instant EnqueuedAt { get; init; }

    /// <summary>The account's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The idempotency key; null where the event could not be read.</summary>
    public string? Key { get; init; }

    /// <summary>When it occurred; null where the event could not be read.</summary>
    public Instant? OccurredAt { get; init; }

    /// <summary>The hash of this body, hexadecimal.</summary>
    public required string BodyHash { get; init; }

    /// <summary>The position that the event's identity belongs to; null for a rejected event.</summary>
    public LogPosition? Owner { get; init; }

    /// <summary>The hash of the body that counts, hexadecimal; null for a rejected event.</summary>
    public string? OwnerBodyHash { get; init; }

    /// <summary>Why it was rejected; null for the other kinds.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The type of a rejected event; null where it has none, and for the other kinds.</summary>
    public string? Type { get; init; }

    /// <summary>The metrics that a rejected event names; null where it names none, and for the other kinds.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>The id of the event that it was replayed as; null where it was not.</summary>
    public string? ReplayedAs { get; init; }

    /// <summary>The outcome of a rejected delivery.</summary>
    public static Outcome Rejected(Delivery delivery, Rejection rejection) =>
        Of(OutcomeKind.Rejected, delivery) with
        {
            Rejection = rejection,
            Type = delivery.Usage?.Type,
            Metrics = delivery.Usage is { Measurements.Count: > 0 } usage ? [.. usage.Measurements.Select(item => item.Metric.ToString()).Distinct()] : null,
        };

    /// <summary>The outcome of a delivery whose identity belongs to another.</summary>
    public static Outcome Of(Delivery delivery, Verdict verdict, Claim standing) =>
        Of(verdict == Verdict.Duplicate ? OutcomeKind.Duplicate : OutcomeKind.Conflict, delivery) with
        {
            Owner = standing.Owner,
            OwnerBodyHash = Hex(standing.BodyHash),
        };

    private static Outcome Of(OutcomeKind kind, Delivery delivery) => new()
    {
        Kind = kind,
        Event = delivery.Event.ToString(),
        Position = delivery.Position,
        EnqueuedAt = delivery.EnqueuedAt,
        Subject = delivery.Account.Subject,
        Key = delivery.Usage?.Key,
        OccurredAt = delivery.Usage?.OccurredAt,
        BodyHash = Hex(delivery.BodyHash),
    };

    private static string Hex(UInt128 hash) => hash.ToString("x32");
}
