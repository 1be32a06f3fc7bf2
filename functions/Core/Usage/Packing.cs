using System.Buffers;

namespace Tallystick.Core.Usage;

/// <summary>Packs events into log records: the events of an account share records of up to <see cref="LogEntry.PackedSize"/> bytes.</summary>
public static class Packing
{
    /// <summary>The records for some events, in the events' order within each account.</summary>
    public static IReadOnlyList<LogEntry> Pack(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        if (events.Count == 1)
        {
            return [Entry(events[0].Account, [events[0].Usage])];
        }

        var entries = new List<LogEntry>();
        foreach (var account in events.GroupBy(item => item.Account, item => item.Usage))
        {
            entries.Add(default);
            var open = new ArrayBufferWriter<byte>(1024);
            foreach (var usage in account)
            {
                var before = open.WrittenCount;
                EventLine.Write(open, usage);
                if (before > 0 && open.WrittenCount > LogEntry.PackedSize)
                {
                    entries[^1] = new LogEntry(account.Key, open.WrittenMemory[..before]);
                    entries.Add(default);
                    var next = new ArrayBufferWriter<byte>(1024);
                    next.Write(open.WrittenSpan[before..]);
                    open = next;
                }
            }

            entries[^1] = new LogEntry(account.Key, open.WrittenMemory);
        }

        return entries;
    }

    private static LogEntry Entry(AccountId account, ReadOnlySpan<UsageEvent> events)
    {
        var output = new ArrayBufferWriter<byte>(512);
        foreach (var usage in events)
        {
            EventLine.Write(output, usage);
        }

        return new LogEntry(account, output.WrittenMemory);
    }
}
