using System.Buffers;

namespace Tallystick.Core.Usage;

/// <summary>Packs events into log records: the events of an account share records of up to <see cref="LogEntry.PackedSize"/> bytes.</summary>
public static class Packing
{
    private const int FirstSize = 512;

    /// <summary>The records for some events, in the events' order within each account.</summary>
    public static IReadOnlyList<LogEntry> Pack(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        if (events.Count == 1)
        {
            var output = new ArrayBufferWriter<byte>(FirstSize);
            EventLine.Write(output, events[0].Usage);
            return [new LogEntry(events[0].Account, output.WrittenMemory)];
        }

        var entries = new List<LogEntry>();
        using var writer = EventLine.Writer(new ArrayBufferWriter<byte>(1));
        foreach (var account in events.GroupBy(item => item.Account, item => item.Usage))
        {
            entries.Add(default);
            var open = new ArrayBufferWriter<byte>(FirstSize);
            foreach (var usage in account)
            {
                var before = open.WrittenCount;
                EventLine.Write(open, writer, usage);
                if (before > 0 && open.WrittenCount > LogEntry.PackedSize)
                {
                    entries[^1] = new LogEntry(account.Key, open.WrittenMemory[..before]);
                    entries.Add(default);
                    var next = new ArrayBufferWriter<byte>(FirstSize);
                    next.Write(open.WrittenSpan[before..]);
                    open = next;
                }
            }

            entries[^1] = new LogEntry(account.Key, open.WrittenMemory);
        }

        return entries;
    }
}
