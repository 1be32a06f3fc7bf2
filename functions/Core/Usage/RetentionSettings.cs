using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>How long claims and the log are kept.</summary>
public sealed record RetentionSettings
{
    /// <summary>
    /// The shortest time that claims may be kept: an event is taken up to 35 days after it occurred (<see cref="UsageLimits.MaxAge"/>), so that a retry
    /// that says its time is refused by its time before its claim is forgotten.
    /// </summary>
    public static readonly Duration Shortest = Duration.FromDays(36);

    /// <summary>How long idempotency keys are remembered, from when they were metered. At least <see cref="Shortest"/>. Default: 400 days.</summary>
    public Duration Claims { get; init; } = Duration.FromDays(400);

    /// <summary>
    /// How long the log is kept, from when it took a record: as long as invoices must be proved and rejected events replayed. At least as long as
    /// <see cref="Claims"/>. Default: null, for ever.
    /// </summary>
    public Duration? Log { get; init; }

    /// <summary>What is wrong with the settings; null where nothing is.</summary>
    public string? Problem =>
        Claims < Shortest ? $"Idempotency keys must be kept for {Shortest.TotalDays} days or more."
        : Log < Claims ? "The log must be kept for as long as idempotency keys, or longer."
        : null;

    /// <summary>
    /// True for a delivery that the log took so long ago that the claim of a replay of it may be forgotten: replayed again, it would count again.
    /// </summary>
    internal bool IsTooOld(Instant enqueuedAt, Instant now) => enqueuedAt < now - Claims;
}
