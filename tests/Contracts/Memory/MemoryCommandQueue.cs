using System.Globalization;
using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary><see cref="ICommandQueue"/> in memory: one lock, one list in the order of sending.</summary>
/// <param name="time">The clock of leases.</param>
/// <param name="lease">How long a lease lasts.</param>
public sealed class MemoryCommandQueue(TimeProvider time, Duration lease) : ICommandQueue
{
    private readonly object gate = new();
    private readonly List<Waiting> waiting = [];
    private readonly List<DeadCommand> dead = [];
    private long lastLease;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <inheritdoc/>
    public ValueTask SendAsync(Command command, CancellationToken cancellation)
    {
        CommandBounds.Check(command);
        lock (gate)
        {
            EndLeases();
            Add(command);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<LeasedCommand?> ReceiveAsync(string kind, CancellationToken cancellation)
    {
        lock (gate)
        {
            EndLeases();
            var mine = waiting.Where(one => one.Command.Kind == kind).ToList();
            var busy = mine.Where(other => other.Lease is not null).Select(other => other.Command.Session).ToHashSet();
            var next = mine
                .Where(one => one.Due <= Now || one.Attempt > 0)
                .DistinctBy(one => one.Command.Session)
                .FirstOrDefault(one => one.Due <= Now && !busy.Contains(one.Command.Session));
            if (next is null)
            {
                return new((LeasedCommand?)null);
            }

            next.Attempt++;
            next.Lease = (++lastLease).ToString(CultureInfo.InvariantCulture);
            next.LeaseEnd = Now + lease;
            return new(new LeasedCommand(next.Command, next.Attempt, next.Lease));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(LeasedCommand command, CancellationToken cancellation) =>
        Answer(command, held => waiting.Remove(held));

    /// <inheritdoc/>
    public ValueTask<bool> AbandonAsync(LeasedCommand command, Duration retryAfter, CancellationToken cancellation) =>
        Answer(command, held =>
        {
            held.Lease = null;
            held.Due = Now + retryAfter;
            if (held.Attempt >= ICommandQueue.MaxAttempts)
            {
                KeepAside(held, "abandoned in its last attempt");
            }
        });

    /// <inheritdoc/>
    public ValueTask<bool> DeadLetterAsync(LeasedCommand command, string reason, CancellationToken cancellation) =>
        Answer(command, held => KeepAside(held, reason));

    /// <inheritdoc/>
    public ValueTask CheckAsync(CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadCommand>> DeadLettersAsync(int take, CancellationToken cancellation)
    {
        lock (gate)
        {
            EndLeases();
            return new([.. dead.Take(take)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ReplayAsync(string? id, int take, CancellationToken cancellation)
    {
        lock (gate)
        {
            EndLeases();
            var again = dead.Where(one => id is null || one.Command.Id == id).Take(take).ToList();
            foreach (var one in again)
            {
                dead.Remove(one);
                Add(one.Command);
            }

            return new(again.Count);
        }
    }

    private void Add(Command command)
    {
        if (waiting.TrueForAll(other => other.Command.Id != command.Id))
        {
            waiting.Add(new Waiting(command) { Due = command.NotBefore ?? Instant.MinValue });
        }
    }

    private ValueTask<bool> Answer(LeasedCommand command, Action<Waiting> answer)
    {
        lock (gate)
        {
            EndLeases();
            var held = waiting.Find(one => one.Lease == command.Lease);
            if (held is not null)
            {
                answer(held);
            }

            return new(held is not null);
        }
    }

    private void EndLeases()
    {
        foreach (var ended in waiting.Where(one => one.Lease is not null && one.LeaseEnd <= Now).ToList())
        {
            ended.Lease = null;
            if (ended.Attempt >= ICommandQueue.MaxAttempts)
            {
                KeepAside(ended, "no answer in its last attempt");
            }
        }
    }

    private void KeepAside(Waiting held, string reason)
    {
        waiting.Remove(held);
        dead.Add(new DeadCommand(held.Command, reason));
    }

    private sealed class Waiting(Command command)
    {
        public Command Command => command;

        public Instant Due { get; set; }

        public int Attempt { get; set; }

        public string? Lease { get; set; }

        public Instant LeaseEnd { get; set; }
    }
}
