using System.Buffers;
using System.Runtime.InteropServices;

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
        foreach (var (account, indexes) in ByAccount(events))
        {
            var start = output.WrittenCount;
            foreach (var index in indexes)
            {
                var before = output.WrittenCount;
                EventLine.Write(output, writer, events[index].Usage);
                if (before > start && output.WrittenCount - start > LogEntry.PackedSize)
                {
                    entries.Add(new LogEntry(account, output.WrittenMemory[start..before]));
                    start = before;
                }
            }

            entries.Add(new LogEntry(account, output.WrittenMemory[start..]));
        }

        return entries;
    }

    private static Dictionary<AccountId, List<int>> ByAccount(IReadOnlyList<(AccountId Account, UsageEvent Usage)> events)
    {
        var accounts = new Dictionary<AccountId, List<int>>();
        for (var i = 0; i < events.Count; i++)
        {
            ref var indexes = ref CollectionsMarshal.GetValueRefOrAddDefault(accounts, events[i].Account, out _);
            (indexes ??= []).Add(i);
        }

        return accounts;
    }
}
