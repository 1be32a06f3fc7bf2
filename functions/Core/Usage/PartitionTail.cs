using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>The part of a partition that is not metered yet, as <see cref="TailIndex"/> knows it. Thread-safe.</summary>
/// <param name="log">The log.</param>
/// <param name="partition">The partition.</param>
internal sealed class PartitionTail(IEventLog log, int partition)
{
    private const int SliceBytes = 1024 * 1024;

    // 50 MB of memory at most.
    private const int MaxEvents = 1_000_000;
    private readonly object gate = new();
    private readonly WaitingEvents events = new();
    private Task reading = Task.CompletedTask;
    private long next;

    /// <summary>Reads on to the end, and tells where an event waits; see <see cref="TailIndex.FindAsync"/>.</summary>
    internal async Task<long?> FindAsync(EventId id, long metered, long last, CancellationToken cancellation)
    {
        while (!IsReadTo(metered, last, out var more))
        {
            await more.WaitAsync(cancellation);
        }

        lock (gate)
        {
            return events.Find(id);
        }
    }

    /// <summary>Forgets what is metered. False where something is not known yet: it is being read, once for all who ask.</summary>
    private bool IsReadTo(long metered, long last, out Task more)
    {
        more = Task.CompletedTask;
        lock (gate)
        {
            events.ForgetThrough(metered);
            next = Math.Max(next, metered + 1);
            if (next > last)
            {
                return true;
            }

            if (events.Count >= MaxEvents)
            {
                throw new StoreUnavailableException("Metering is too far behind to tell what became of the events.") { RetryAfter = TimeSpan.FromSeconds(5) };
            }

            reading = reading.IsCompleted ? ReadAsync(next) : reading;
            more = reading;
            return false;
        }
    }

    private async Task ReadAsync(long from)
    {
        // Not while the gate is held.
        await Task.Yield();
        var slice = await log.ReadAsync(partition, from, SliceBytes, only: null, CancellationToken.None);
        var deliveries = Delivery.UnpackAll(log.Number, slice.Records);
        lock (gate)
        {
            // Unless all of it was metered meanwhile, and more.
            if (next == from)
            {
                foreach (var delivery in deliveries)
                {
                    events.Add(delivery.Position.Sequence, delivery.Event);
                }

                next = slice.Next;
            }
        }
    }
}
