using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>A message as a queue has it.</summary>
internal sealed class FakeMessage(ServiceBusMessage sent, long sequence, DateTimeOffset enqueuedAt)
{
    private readonly Dictionary<string, object> properties = new(sent.ApplicationProperties);

    public string SessionId => sent.SessionId;

    public long Sequence => sequence;

    public DateTimeOffset EnqueuedAt => enqueuedAt;

    public int Deliveries { get; private set; }

    /// <summary>Which handing-out it is locked by; null where it is free.</summary>
    public Guid? Lock { get; private set; }

    /// <summary>The session that it was handed out in; null for a dead letter.</summary>
    public FakeSession? Holder { get; private set; }

    public DateTimeOffset LockedUntil { get; private set; }

    public bool IsDue(DateTimeOffset now) => enqueuedAt <= now;

    public bool IsExpired(DateTimeOffset now) => sent.TimeToLive < now - enqueuedAt;

    public bool IsLocked(DateTimeOffset now) => Lock is not null && (Holder?.LockedUntil ?? LockedUntil) > now;

    public ServiceBusReceivedMessage HandOut(FakeSession? holder, Guid token, DateTimeOffset until)
    {
        (Holder, Lock, LockedUntil) = (holder, token, until);
        Deliveries++;
        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: sent.Body, messageId: sent.MessageId, sessionId: sent.SessionId, subject: sent.Subject, contentType: sent.ContentType,
            properties: properties, lockTokenGuid: token, deliveryCount: Deliveries, lockedUntil: until, sequenceNumber: sequence, enqueuedTime: enqueuedAt);
    }

    public void Free() => (Holder, Lock) = (null, null);

    public void Die(string reason, string? description)
    {
        Free();
        properties["DeadLetterReason"] = reason;
        if (description is not null)
        {
            properties["DeadLetterErrorDescription"] = description;
        }
    }
}
