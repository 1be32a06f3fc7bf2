using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>One fact on its way to one endpoint. Changes only by <see cref="DeliveryTransitions"/>.</summary>
public sealed record WebhookDelivery : IIdentified
{
    /// <summary>How many attempts are remembered, the last ones.</summary>
    public const int MaxRemembered = 16;

    /// <inheritdoc/>
    public static string IdPrefix => "whd";

    /// <summary>Made of endpoint and fact: there is one delivery for the two.</summary>
    public required Id<WebhookDelivery> Id { get; init; }

    /// <summary>To whom.</summary>
    public required Id<WebhookEndpoint> EndpointId { get; init; }

    /// <summary>Of what.</summary>
    public required Id<BillingFact> EventId { get; init; }

    /// <summary>What happened: one of <see cref="FactTypes"/>.</summary>
    public required string EventType { get; init; }

    /// <summary>The fact's number.</summary>
    public required long Sequence { get; init; }

    /// <summary>How far it has come.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>When it is tried next; null where it is not.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>How many times it was tried, replays included.</summary>
    public int AttemptCount { get; init; }

    /// <summary>How many times it was tried since it was made, or was replayed last.</summary>
    public int AttemptsOfSchedule { get; init; }

    /// <summary>The last attempts, the earliest first; at most <see cref="MaxRemembered"/>.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>Why it was given up; null where it was not.</summary>
    public string? FailureReason { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When the receiver took it; null before.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>The delivery of a fact to an endpoint.</summary>
    public static Id<WebhookDelivery> IdFor(Id<WebhookEndpoint> endpoint, long sequence) => Id<WebhookDelivery>.Of($"{endpoint.Suffix}{sequence:D19}");
}
