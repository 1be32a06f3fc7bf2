using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>One delivery in the log.</summary>
/// <param name="Position">Where.</param>
/// <param name="EnqueuedAt">When the log took it.</param>
/// <param name="Account">Whose.</param>
/// <param name="Id">The identity that the pipeline gives it.</param>
/// <param name="Body">What it says.</param>
/// <param name="OccurredAt">When it happened, by the client or by the server's stamp.</param>
internal sealed record LoggedEvent(LogPosition Position, Instant EnqueuedAt, AccountId Account, EventId Id, Body Body, Instant OccurredAt)
{
    /// <summary>True for a correction that puts nothing in the place of what it corrects.</summary>
    internal bool IsVoid => Body.Metric is null;

    /// <summary>True where the log took it at a recorded time or later: the log tells milliseconds.</summary>
    internal bool IsAtOrAfter(Instant recorded) => recorded.ToUnixTimeMilliseconds() <= EnqueuedAt.ToUnixTimeMilliseconds();

    /// <summary>Everything that some logs hold, in their order.</summary>
    internal static async Task<IReadOnlyList<LoggedEvent>> ReadAsync(IEnumerable<IEventLog> logs)
    {
        var logged = new List<LoggedEvent>();
        foreach (var log in logs)
        {
            for (var partition = 0; partition < log.PartitionCount; partition++)
            {
                foreach (var record in (await log.ReadAsync(partition, 0, int.MaxValue, null, default)).Records)
                {
                    logged.AddRange(Delivery.Unpack(log.Number, record).Select(Of));
                }
            }
        }

        return logged;
    }

    private static LoggedEvent Of(Delivery delivery)
    {
        var usage = delivery.Usage!;
        Measurement? measured = usage.IsVoid ? null : usage.Measurements[0];
        var timestamp = usage.TimestampGiven ? usage.OccurredAt : (Instant?)null;
        var body = new Body(usage.Key, measured?.Metric.ToString(), measured?.Quantity ?? 0, timestamp, usage.Hold)
        {
            Corrects = usage.Corrects,
            Price = measured?.Price,
            IsBackfill = usage.IsBackfill,
        };
        return new LoggedEvent(delivery.Position, delivery.EnqueuedAt, delivery.Account, delivery.Event, body, usage.OccurredAt);
    }
}
