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
    public static IEnumerable<Delivery> Unpack(int log, LogRecord record) => LoggedLine.Of(log, record).Select(line =>
        new Delivery(line.Position, record.EnqueuedAt, record.Account, EventId.Of(record.Account, line.Key), Digest.Of(line.Body.Span), line.Usage, line.Bytes));

    /// <summary>The events of many records, in order, as <see cref="Unpack"/> gives them; cheaper, because they are hashed many at a time.</summary>
    public static IReadOnlyList<Delivery> UnpackAll(int log, IReadOnlyList<LogRecord> records) => new Unpacker(log).Unpack(records);

    /// <summary>How many events a log record has; 0 where it holds none of anybody.</summary>
    public static int CountOf(LogRecord record)
    {
        var payload = record.Payload.Span;
        return payload.Count((byte)'\n') + (payload.IsEmpty || payload[^1] == '\n' ? 0 : 1);
    }
}
