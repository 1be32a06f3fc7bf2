using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>One event as it stands at one position of the log.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="EnqueuedAt">When the log took it.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Event">Its identity.</param>
/// <param name="BodyHash">The first 128 bits of the SHA-256 of its line.</param>
/// <param name="Usage">The event; null where the line could not be read.</param>
/// <param name="Line">The bytes of the line.</param>
public sealed record Delivery(
    LogPosition Position, Instant EnqueuedAt, AccountId Account, EventId Event, UInt128 BodyHash, UsageEvent? Usage, ReadOnlyMemory<byte> Line)
{
    /// <summary>The claim that this delivery makes on the event's identity.</summary>
    public Claim Claim => new(Event, Position, BodyHash);

    /// <summary>The events of a log record, in order. A line that cannot be read is an event without <see cref="Usage"/>.</summary>
    public static IEnumerable<Delivery> Unpack(int log, LogRecord record)
    {
        var rest = record.Payload;
        for (var index = 0; !rest.IsEmpty; index++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            yield return Of(new LogPosition(log, record.Partition, record.Sequence, index), record, line);
        }
    }

    /// <summary>How many events a log record has.</summary>
    public static int CountOf(LogRecord record)
    {
        var payload = record.Payload.Span;
        return payload.Count((byte)'\n') + (payload[^1] == '\n' ? 0 : 1);
    }

    private static Delivery Of(LogPosition position, LogRecord record, ReadOnlyMemory<byte> line)
    {
        var readable = EventLineReader.TryRead(line, out var usage, out var bodyStart);
        var id = EventId.Of(record.Account, readable ? usage!.Key : $"\u0001{position}");
        return new Delivery(position, record.EnqueuedAt, record.Account, id, Digest.Of(line.Span[bodyStart..]), usage, line);
    }
}
