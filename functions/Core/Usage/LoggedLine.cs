namespace Tallystick.Core.Usage;

/// <summary>One line of a log record.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Record">The record.</param>
/// <param name="Bytes">The line.</param>
/// <param name="Usage">The event; null where the line is none.</param>
/// <param name="Body">The part of the line that the body hash covers.</param>
internal readonly record struct LoggedLine(LogPosition Position, LogRecord Record, ReadOnlyMemory<byte> Bytes, UsageEvent? Usage, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the event's identity is made of: its key; for a line that is none something that is nobody's key.</summary>
    internal string Key => Usage?.Key ?? $"\u0001{Position}";

    /// <summary>The lines of a record, in order.</summary>
    internal static IEnumerable<LoggedLine> Of(int log, LogRecord record)
    {
        var rest = record.Payload;
        for (var index = 0; !rest.IsEmpty; index++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            EventLineReader.TryRead(line, out var usage, out var bodyStart);
            yield return new LoggedLine(new LogPosition(log, record.Partition, record.Sequence, index), record, line, usage, line[bodyStart..]);
        }
    }
}
