using System.Buffers;

namespace Tallystick.Core.Usage;

/// <summary>Packs events into log records: the events of an account share records of up to <see cref="LogEntry.PackedSize"/> bytes.</summary>
public static class Packing
{
    private const int SizeHint = 256;

    /// <summary>The records for some events, in the events' order within each account.</summary>
    public static IReadOnlyList<LogEntry> Pack(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        // One buffer for all; where it must grow, records that were made before keep the old one.
        var output = new ArrayBufferWriter<byte>(events.Count * SizeHint);
        using var writer = EventLine.Writer(output);
        if (events.Count == 1)
        {
            EventLine.Write(output, writer, events[0].Usage);
            return [new LogEntry(events[0].Account, output.WrittenMemory)];
        }

        var entries = new List<LogEntry>();
        foreach (var account in events.GroupBy(item => item.Account, item => item.Usage))
        {
            var start = output.WrittenCount;
            foreach (var usage in account)
            {
                var before = output.WrittenCount;
                EventLine.Write(output, writer, usage);
                if (before > start && output.WrittenCount - start > LogEntry.PackedSize)
                {
                    entries.Add(new LogEntry(account.Key, output.WrittenMemory[start..before]));
                    start = before;
                }
            }

            entries.Add(new LogEntry(account.Key, output.WrittenMemory[start..]));
        }

        return entries;
    }
}
