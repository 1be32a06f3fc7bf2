namespace Tallystick.Core.Usage;

/// <summary>The bounds that <see cref="IEventLog"/> holds, for its adapters.</summary>
public static class LogBounds
{
    /// <summary>After how many bytes a read for one account stops, found or not: what is passed over costs time as well.</summary>
    public const long MaxScan = 16 << 20;

    /// <summary>Refuses entries that are out of bounds.</summary>
    /// <exception cref="ArgumentException">A payload is empty or larger than <see cref="LogEntry.MaxPayload"/>.</exception>
    public static void Check(IReadOnlyList<LogEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var length = entries[i].Payload.Length;
            if (length is < 1 or > LogEntry.MaxPayload)
            {
                throw new ArgumentException($"A payload has 1 to {LogEntry.MaxPayload} bytes, not {length}.", nameof(entries));
            }
        }
    }

    /// <summary>What keeps a payload that strangers may have written from being unpacked; null where nothing does. Lines that are no events do not.</summary>
    public static string? FlawOf(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty ? "It is empty."
        : payload.Count((byte)'\n') > ushort.MaxValue ? $"It has more than {ushort.MaxValue} lines."
        : null;

    /// <summary>Refuses a position that is out of bounds.</summary>
    /// <exception cref="ArgumentException">A number is out of the range that <see cref="LogPosition"/> gives.</exception>
    public static void Check(LogPosition position)
    {
        if (position.Log is < 0 or > ushort.MaxValue || position.Partition is < 0 or > ushort.MaxValue
            || position.Sequence < 0 || position.Index is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"{position} is not a position in a log.", nameof(position));
        }
    }
}
