namespace Tallystick.Core.Usage;

/// <summary>Packs events into log records: the events of an account share records of up to <see cref="LogEntry.PackedSize"/> bytes.</summary>
public static class Packing
{
    private const int SizeHint = 192;

    /// <summary>A buffer for the records of so many events.</summary>
    public static PooledBuffer BufferFor(int events) => new(events * SizeHint);

    /// <summary>The records for some events, in the events' order within each account; their payloads stay.</summary>
    public static IReadOnlyList<LogEntry> Pack(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events) => Pack(events, BufferFor(events.Count));

    /// <summary>The records for some events, in the events' order within each account.</summary>
    /// <param name="events">The events.</param>
    /// <param name="output">Holds the records' payloads: to be disposed of when they are durable.</param>
    public static IReadOnlyList<LogEntry> Pack(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events, PooledBuffer output)
    {
        using var writer = EventLine.Writer(output);
        if (events.Count == 1)
        {
            EventLine.Write(output, writer, events[0].Usage);
            return [new LogEntry(events[0].Account, output.Written)];
        }

        var (next, firsts) = Link(events);
        var ends = new List<(AccountId Account, int End)>(firsts.Count);
        foreach (var first in firsts)
        {
            var start = output.Length;
            for (var i = first; i >= 0; i = next[i])
            {
                var before = output.Length;
                EventLine.Write(output, writer, events[i].Usage);
                if (before > start && output.Length - start > LogEntry.PackedSize)
                {
                    ends.Add((events[first].Account, before));
                    start = before;
                }
            }

            ends.Add((events[first].Account, output.Length));
        }

        return Entries(ends, output.Written);
    }

    // Cut out when all is written: the buffer may have grown into another one meanwhile.
    private static LogEntry[] Entries(List<(AccountId Account, int End)> ends, ReadOnlyMemory<byte> written)
    {
        var entries = new LogEntry[ends.Count];
        for (int i = 0, start = 0; i < entries.Length; start = ends[i++].End)
        {
            entries[i] = new LogEntry(ends[i].Account, written[start..ends[i].End]);
        }

        return entries;
    }

    /// <summary>For each event the next one of its account, −1 after the last; and the first of each account.</summary>
    private static (int[] Next, List<int> Firsts) Link(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        var next = new int[events.Count];
        var firsts = new List<int>(events.Count);
        var lasts = new Dictionary<AccountId, int>(events.Count);
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = -1;
            if (lasts.TryGetValue(events[i].Account, out var last))
            {
                next[last] = i;
            }
            else
            {
                firsts.Add(i);
            }

            lasts[events[i].Account] = i;
        }

        return (next, firsts);
    }
}
