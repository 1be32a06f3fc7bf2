using Tallystick.Core.Storage;

namespace Tallystick.Core.Usage;

/// <summary>Reads single deliveries from the log.</summary>
internal static class LoggedDelivery
{
    /// <summary>The delivery at a position, of this log or an earlier one; null where the log keeps it no longer.</summary>
    /// <exception cref="StoreUnavailableException">The log does not give it.</exception>
    internal static async Task<Delivery?> ReadAsync(this IEventLog log, LogPosition position, CancellationToken cancellation)
    {
        var slice = await log.Numbered(position.Log).ReadAsync(position.Partition, position.Sequence, 1, only: null, cancellation);
        return slice.Records switch
        {
            [var record, ..] when record.Sequence == position.Sequence => Delivery.Unpack(position.Log, record).ElementAt(position.Index),
            [_, ..] => null,
            _ => throw new StoreUnavailableException($"The log does not give position {position}."),
        };
    }
}
