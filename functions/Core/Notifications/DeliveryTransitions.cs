using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>What may happen to a delivery. Each is a pure function to the delivery after it.</summary>
public static class DeliveryTransitions
{
    /// <summary>A delivery that is to be tried at once.</summary>
    public static WebhookDelivery Begin(WebhookEndpoint endpoint, BillingFact fact, Instant now) => new()
    {
        Id = WebhookDelivery.IdFor(endpoint.Id, fact.Sequence),
        EndpointId = endpoint.Id,
        EventId = fact.Id,
        EventType = fact.Type,
        Sequence = fact.Sequence,
        NextAttemptAt = now,
        CreatedAt = now,
    };

    /// <summary>After an attempt: delivered, to be tried again when <see cref="DeliverySchedule"/> says, or given up.</summary>
    public static WebhookDelivery Attempted(this WebhookDelivery delivery, DeliveryAttempt attempt)
    {
        var noted = delivery with
        {
            AttemptCount = delivery.AttemptCount + 1,
            AttemptsOfSchedule = delivery.AttemptsOfSchedule + 1,
            Attempts = [.. delivery.Attempts.Append(attempt).TakeLast(WebhookDelivery.MaxRemembered)],
        };
        return attempt switch
        {
            { IsSuccess: true } => noted with { Status = DeliveryStatus.Delivered, NextAttemptAt = null, DeliveredAt = attempt.At },
            { IsGone: true } => noted.GiveUp("The receiver answered 410 Gone."),
            _ => DeliverySchedule.WaitAfter(noted.AttemptsOfSchedule) is { } wait
                ? noted with { NextAttemptAt = attempt.At + wait }
                : noted.GiveUp("All attempts failed."),
        };
    }

    /// <summary>Not tried any more.</summary>
    public static WebhookDelivery GiveUp(this WebhookDelivery delivery, string reason) =>
        delivery with { Status = DeliveryStatus.Failed, NextAttemptAt = null, FailureReason = reason };

    /// <summary>Tried at once, and by the whole schedule again, whatever became of it before.</summary>
    public static WebhookDelivery Replay(this WebhookDelivery delivery, Instant now) =>
        delivery with { Status = DeliveryStatus.Pending, NextAttemptAt = now, AttemptsOfSchedule = 0, FailureReason = null, DeliveredAt = null };
}
