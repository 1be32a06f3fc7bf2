using System.Buffers.Binary;
using Tallystick.Core.Hashing;

namespace Tallystick.Core.Usage;

/// <summary>Unpacks the records of a batch; their events are hashed many at a time. For one thread.</summary>
/// <param name="log">The log's number.</param>
internal sealed class Unpacker(int log)
{
    private readonly Sha256Batch ids = new(Sha256Start.Empty);
    private readonly Sha256Batch bodies = new(Sha256Start.Empty);
    private readonly List<LoggedLine> lines = new(Sha256Batch.AtOnce);

    /// <summary>The events, in order, as <see cref="Delivery.Unpack"/> gives them.</summary>
    internal List<Delivery> Unpack(IReadOnlyList<LogRecord> records)
    {
        var deliveries = new List<Delivery>(records.Count);
        foreach (var record in records)
        {
            foreach (var line in LoggedLine.Of(log, record))
            {
                EventId.AddTo(ids, record.Account, line.Key);
                bodies.Append(line.Body.Span);
                bodies.End();
                lines.Add(line);
                if (lines.Count == Sha256Batch.AtOnce)
                {
                    MoveTo(deliveries);
                }
            }
        }

        MoveTo(deliveries);
        return deliveries;
    }

    private void MoveTo(List<Delivery> deliveries)
    {
        Span<byte> idDigests = stackalloc byte[Sha256Batch.AtOnce * Sha256Batch.DigestSize];
        Span<byte> bodyDigests = stackalloc byte[Sha256Batch.AtOnce * Sha256Batch.DigestSize];
        ids.Run(idDigests);
        bodies.Run(bodyDigests);
        for (var i = 0; i < lines.Count; i++)
        {
            var (position, record, bytes, usage, _) = lines[i];
            var id = EventId.OfDigest(record.Account, idDigests[(i * Sha256Batch.DigestSize)..]);
            var body = BinaryPrimitives.ReadUInt128BigEndian(bodyDigests[(i * Sha256Batch.DigestSize)..]);
            deliveries.Add(new Delivery(position, record.EnqueuedAt, record.Account, id, body, usage, bytes));
        }

        lines.Clear();
    }
}
