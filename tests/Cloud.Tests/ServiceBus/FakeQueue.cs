using Azure.Messaging.ServiceBus;

namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>
/// A queue as the infrastructure makes it: with sessions, detecting duplicates for 30 s, ten deliveries, and dropping what expires. See
/// https://learn.microsoft.com/azure/service-bus-messaging/message-sessions, duplicate-detection and message-expiration.
/// </summary>
internal sealed class FakeQueue(TimeProvider time, TimeSpan lockDuration)
{
    private const int MaxDeliveries = 10;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<FakeMessage> waiting = [];
    private readonly List<FakeMessage> dead = [];
    private readonly Dictionary<string, FakeSession> sessions = [];
    private readonly Dictionary<string, DateTimeOffset> seen = [];
    private long lastSequence;
    private int lastLock;

    /// <summary>Every message that was taken, duplicates left out.</summary>
    public List<ServiceBusMessage> Taken { get; } = [];

    /// <summary>How many messages wait or are locked.</summary>
    public int Count => Run(() => waiting.Count);

    private DateTimeOffset Now => time.GetUtcNow();

    public bool Send(ServiceBusMessage message) => Run(() =>
    {
        if (seen.TryGetValue(message.MessageId, out var before) && Now - before < Window)
        {
            return false;
        }

        seen[message.MessageId] = Now;
        Taken.Add(message);
        waiting.Add(new FakeMessage(message, ++lastSequence, message.ScheduledEnqueueTime > Now ? message.ScheduledEnqueueTime : Now));
        return true;
    });

    public FakeSession? AcceptNext() => Run(() => Free().FirstOrDefault(message => !IsLocked(message.SessionId)) is { } next
        ? sessions[next.SessionId] = new FakeSession(next.SessionId) { LockedUntil = Now + lockDuration }
        : null);

    public ServiceBusReceivedMessage? Receive(FakeSession session) => Run(() =>
    {
        Check(session);
        return Free().FirstOrDefault(message => message.SessionId == session.Id)?.HandOut(session, NextLock(), session.LockedUntil);
    });

    public bool Renew(FakeSession session) => Run(() =>
    {
        Check(session);
        session.LockedUntil = Now + lockDuration;
        return true;
    });

    public bool Close(FakeSession session) => Run(() =>
    {
        session.LockedUntil = default;
        EndLocks();
        return true;
    });

    public IReadOnlyList<ServiceBusReceivedMessage> ReceiveDead(int most) => Run(() =>
        (IReadOnlyList<ServiceBusReceivedMessage>)[.. dead.Where(message => !message.IsLocked(Now)).Take(most).ToList().Select(message => message.HandOut(null, NextLock(), Now + lockDuration))]);

    public bool Complete(ServiceBusReceivedMessage message, FakeSession? session) =>
        Settle(message, session, held => _ = session is null ? dead.Remove(held) : waiting.Remove(held));

    public bool Abandon(ServiceBusReceivedMessage message, FakeSession? session) => Settle(message, session, held =>
    {
        held.Free();
        if (session is not null)
        {
            DieOfDeliveries(held);
        }
    });

    public bool DeadLetter(ServiceBusReceivedMessage message, FakeSession session, string reason) =>
        Settle(message, session, held => Die(held, reason, null));

    private bool Settle(ServiceBusReceivedMessage message, FakeSession? session, Action<FakeMessage> settle) => Run(() =>
    {
        Check(session);
        settle((session is null ? dead : waiting).Find(held => held.IsLocked(Now) && held.Lock.ToString() == message.LockToken)
            ?? throw new ServiceBusException("The lock of the message is lost.", ServiceBusFailureReason.MessageLockLost));
        return true;
    });

    private T Run<T>(Func<T> action)
    {
        lock (gate)
        {
            EndLocks();
            waiting.RemoveAll(message => !message.IsLocked(Now) && message.IsExpired(Now));
            return action();
        }
    }

    private IEnumerable<FakeMessage> Free() => waiting
        .Where(message => message.IsDue(Now) && !message.IsLocked(Now))
        .OrderBy(message => message.EnqueuedAt).ThenBy(message => message.Sequence);

    private bool IsLocked(string session) => sessions.TryGetValue(session, out var held) && held.LockedUntil > Now;

    private void Check(FakeSession? session)
    {
        if (session?.LockedUntil <= Now)
        {
            throw new ServiceBusException("The lock of the session is lost.", ServiceBusFailureReason.SessionLockLost);
        }
    }

    private void EndLocks()
    {
        foreach (var message in waiting.Where(message => message.Lock is not null && !message.IsLocked(Now)).ToList())
        {
            message.Free();
            DieOfDeliveries(message);
        }
    }

    private void DieOfDeliveries(FakeMessage message)
    {
        if (message.Deliveries >= MaxDeliveries)
        {
            Die(message, "MaxDeliveryCountExceeded", "The message was delivered ten times.");
        }
    }

    private void Die(FakeMessage message, string reason, string? description)
    {
        waiting.Remove(message);
        message.Die(reason, description);
        dead.Add(message);
    }

    private Guid NextLock() => new(++lastLock, 0, 0, new byte[8]);
}
