using Azure.Messaging.ServiceBus;
using NodaTime;

namespace Tallystick.Cloud.ServiceBus;

/// <summary>A command that was handed out, and the lock on its session that keeps it from others.</summary>
/// <param name="receiver">Holds the lock.</param>
/// <param name="message">The command's message.</param>
internal sealed class SessionLease(ServiceBusSessionReceiver receiver, ServiceBusReceivedMessage message)
{
    /// <summary>A name that no other handing-out has.</summary>
    public string Name => message.LockToken;

    /// <summary>When it is to be abandoned; set by <see cref="HoldUntilAsync"/>.</summary>
    public Instant AbandonAt { get; private set; }

    /// <summary>When the lock ends unless it is renewed.</summary>
    public Instant End => Instant.FromDateTimeOffset(receiver.SessionLockedUntil);

    public Task CompleteAsync(CancellationToken cancellation) => receiver.CompleteMessageAsync(message, cancellation);

    public Task AbandonAsync(CancellationToken cancellation) => receiver.AbandonMessageAsync(message, propertiesToModify: null, cancellation);

    public Task DeadLetterAsync(string reason, CancellationToken cancellation) =>
        receiver.DeadLetterMessageAsync(message, reason, deadLetterErrorDescription: null, cancellation);

    /// <summary>Keeps the session from everybody until it is abandoned.</summary>
    /// <remarks>The lock is renewed in any case: one that has ended is found out.</remarks>
    public Task HoldUntilAsync(Instant time, CancellationToken cancellation)
    {
        AbandonAt = time;
        return receiver.RenewSessionLockAsync(cancellation);
    }

    /// <summary>Lets others have the session.</summary>
    public Task CloseAsync() => receiver.CloseAsync(CancellationToken.None);
}
