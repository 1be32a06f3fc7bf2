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
        var measured = usage.Measurements[0];
        return new LoggedEvent(
            delivery.Position,
            delivery.EnqueuedAt,
            delivery.Account,
            delivery.Event,
            new Body(usage.Key, measured.Metric.ToString(), measured.Quantity, usage.TimestampGiven ? usage.OccurredAt : null, usage.Hold),
            usage.OccurredAt);
    }
}
