using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Cloud.ServiceBus;

/// <summary>The commands in queues of Azure Service Bus: one for each kind, by its name; see <see cref="CommandMessage"/> for the messages.</summary>
/// <remarks>
/// <para>The queues exist. They demand sessions, detect duplicates for <see cref="ICommandQueue.Remembered"/>, deliver a message
/// <see cref="ICommandQueue.MaxAttempts"/> times, lock a session for a minute, and do not dead-letter what expires.</para>
/// <para>The service has no wait between attempts: a command that waits to be tried again keeps its session locked here, and is abandoned when
/// somebody asks after the wait is over. A process that ends meanwhile gives it back with its lock.</para>
/// </remarks>
/// <param name="client">The client of the namespace; the caller's to close, after this.</param>
/// <param name="kinds">The kinds that have a queue.</param>
/// <param name="time">The clock of waits.</param>
public sealed class ServiceBusCommandQueue(ServiceBusClient client, IReadOnlyList<string> kinds, TimeProvider time) : ICommandQueue, IAsyncDisposable
{
    private const string Name = "The queue of commands";
    private static readonly TimeSpan FirstMessageWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.Ordinal);

    // Commands that workers have, and those that they have abandoned and that wait to be tried again.
    private readonly ConcurrentDictionary<string, SessionLease> leases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SessionLease> waiting = new(StringComparer.Ordinal);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <inheritdoc/>
    public async ValueTask SendAsync(Command command, CancellationToken cancellation)
    {
        CommandBounds.Check(command);
        await AskAsync(
            async () =>
            {
                await SenderOf(command.Kind).SendMessageAsync(CommandMessage.Of(command, Now), cancellation);
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Waits for a command for as long as the client's time-out for one try.</remarks>
    public ValueTask<LeasedCommand?> ReceiveAsync(string kind, CancellationToken cancellation) => AskAsync(
        async () =>
        {
            await EndLeasesAsync(cancellation);
            return await AcceptAsync(kind, cancellation) is { } receiver ? await LeaseAsync(receiver, cancellation) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(LeasedCommand command, CancellationToken cancellation) =>
        AnswerAsync(command, lease => lease.CompleteAsync(cancellation), cancellation);

    /// <inheritdoc/>
    /// <remarks>The wait is no longer than the queue locks a session.</remarks>
    public ValueTask<bool> AbandonAsync(LeasedCommand command, Duration retryAfter, CancellationToken cancellation) =>
        retryAfter > Duration.Zero && leases.TryRemove(command.Lease, out var lease)
            ? AskAsync(() => HoldAsync(lease, Now + retryAfter, cancellation), cancellation)
            : AnswerAsync(command, held => held.AbandonAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> DeadLetterAsync(LeasedCommand command, string reason, CancellationToken cancellation) =>
        AnswerAsync(command, lease => lease.DeadLetterAsync(CommandMessage.Reason(reason), cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadCommand>> DeadLettersAsync(int take, CancellationToken cancellation) => AskAsync<IReadOnlyList<DeadCommand>>(
        async () =>
        {
            var dead = await Task.WhenAll(kinds.Select(kind => DeadLetterQueue.ListAsync(client, kind, take, cancellation)));
            return [.. dead.SelectMany(some => some).OrderBy(one => one.EnqueuedAt).Select(one => one.Dead).Take(take)];
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<int> ReplayAsync(string? id, int take, CancellationToken cancellation) => AskAsync(
        async () =>
        {
            var count = 0;
            foreach (var kind in kinds)
            {
                count += await DeadLetterQueue.ReplayAsync(client, SenderOf(kind), id, take - count, cancellation);
            }

            return count;
        },
        cancellation);

    /// <inheritdoc/>
    /// <remarks>
    /// Opens a link to each queue, which the service refuses where the queue is missing or may not be sent to, and sends nothing. A sender that is open already would
    /// answer from memory.
    /// </remarks>
    public async ValueTask CheckAsync(CancellationToken cancellation) => await AskAsync(
        async () =>
        {
            await Task.WhenAll(kinds.Select(kind => OpenLinkAsync(kind, cancellation)));
            return true;
        },
        cancellation);

    /// <summary>Lets others have what is leased, and closes what was opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lease in leases.Values.Concat(waiting.Values))
        {
            await lease.CloseAsync();
        }

        foreach (var sender in senders.Values)
        {
            await sender.CloseAsync();
        }
    }

    private static async ValueTask<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation) =>
        await StoreFailures.AskAsync(Name, ask, cancellation);

    private static async Task<bool> EndAsync(SessionLease lease, Func<SessionLease, Task> answer)
    {
        try
        {
            return await Locks.TryAsync(() => answer(lease));
        }
        finally
        {
            await lease.CloseAsync();
        }
    }

    private async Task OpenLinkAsync(string kind, CancellationToken cancellation)
    {
        await using var sender = client.CreateSender(kind);

        // How large a batch may be is said by the link.
        using var batch = await sender.CreateMessageBatchAsync(cancellation);
    }

    private ServiceBusSender SenderOf(string kind) => senders.GetOrAdd(kind, client.CreateSender);

    /// <summary>A free session that has a command; null where none comes.</summary>
    private async Task<ServiceBusSessionReceiver?> AcceptAsync(string kind, CancellationToken cancellation)
    {
        try
        {
            return await client.AcceptNextSessionAsync(kind, options: null, cancellation);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            return null;
        }
    }

    private async Task<LeasedCommand?> LeaseAsync(ServiceBusSessionReceiver receiver, CancellationToken cancellation)
    {
        SessionLease? lease = null;
        try
        {
            if (await receiver.ReceiveMessageAsync(FirstMessageWait, cancellation) is not { } message)
            {
                return null;
            }

            var command = new LeasedCommand(CommandMessage.Read(message), message.DeliveryCount, message.LockToken);
            lease = new SessionLease(receiver, message);
            leases[lease.Name] = lease;
            return command;
        }
        finally
        {
            if (lease is null)
            {
                await receiver.CloseAsync(CancellationToken.None);
            }
        }
    }

    private ValueTask<bool> AnswerAsync(LeasedCommand command, Func<SessionLease, Task> answer, CancellationToken cancellation) =>
        leases.TryRemove(command.Lease, out var lease) ? AskAsync(() => EndAsync(lease, answer), cancellation) : new(false);

    private async Task<bool> HoldAsync(SessionLease lease, Instant until, CancellationToken cancellation)
    {
        var held = await Locks.TryAsync(() => lease.HoldUntilAsync(until, cancellation));
        if (held)
        {
            waiting[lease.Name] = lease;
        }
        else
        {
            await lease.CloseAsync();
        }

        return held;
    }

    private async Task EndLeasesAsync(CancellationToken cancellation)
    {
        var now = Now;
        foreach (var name in waiting.Values.Where(lease => lease.AbandonAt <= now).Select(lease => lease.Name))
        {
            if (waiting.TryRemove(name, out var lease))
            {
                await EndAsync(lease, held => held.AbandonAsync(cancellation));
            }
        }

        foreach (var name in leases.Values.Where(lease => lease.End <= now).Select(lease => lease.Name))
        {
            if (leases.TryRemove(name, out var lease))
            {
                await lease.CloseAsync();
            }
        }
    }
}
