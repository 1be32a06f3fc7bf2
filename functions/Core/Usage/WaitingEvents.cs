using System.Runtime.InteropServices;

namespace Tallystick.Core.Usage;

/// <summary>Which record each event waits in, in the order of the log: found at once, however many wait. For one thread.</summary>
internal sealed class WaitingEvents
{
    // Half of the hash: whoever is sent to a record looks for the event there.
    private readonly Queue<(long Sequence, ulong Event)> order = new();
    private readonly Dictionary<ulong, long> firsts = [];

    // Those that wait more than once: in which records they come again.
    private readonly Dictionary<ulong, Queue<long>> repeats = [];

    /// <summary>How many deliveries wait.</summary>
    internal int Count => order.Count;

    /// <summary>Adds the last event.</summary>
    internal void Add(long sequence, EventId id)
    {
        var key = KeyOf(id);
        order.Enqueue((sequence, key));
        if (!firsts.TryAdd(key, sequence))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(repeats, key, out _) ??= new Queue<long>()).Enqueue(sequence);
        }
    }

    /// <summary>Forgets the events of all records up to one.</summary>
    internal void ForgetThrough(long sequence)
    {
        while (order.TryPeek(out var first) && first.Sequence <= sequence)
        {
            Forget(order.Dequeue().Event);
        }
    }

    /// <summary>The first record that an event waits in; null where it waits in none.</summary>
    internal long? Find(EventId id) => firsts.TryGetValue(KeyOf(id), out var sequence) ? sequence : null;

    private static ulong KeyOf(EventId id) => (ulong)(id.Hash >> 64);

    private void Forget(ulong key)
    {
        if (!repeats.TryGetValue(key, out var later))
        {
            firsts.Remove(key);
            return;
        }

        firsts[key] = later.Dequeue();
        if (later.Count == 0)
        {
            repeats.Remove(key);
        }
    }
}
