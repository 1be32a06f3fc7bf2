using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>What the log has taken up to a moment, and what became of it.</summary>
/// <param name="At">The moment.</param>
/// <param name="From">What the log took at this instant or later is counted: the start of the hour in which the stream began.</param>
/// <param name="Total">All deliveries since: by how much it grows is how many come a second.</param>
/// <param name="Accepted">In the log, and not metered yet.</param>
/// <param name="Counted">Counted.</param>
/// <param name="Duplicate">Retries of events that count.</param>
/// <param name="Conflict">Keys of events that count, with other bodies.</param>
/// <param name="Rejected">Rejected.</param>
/// <param name="LagSeconds">For how long the first event that is not metered has been waiting; 0 where none is.</param>
internal sealed record LiveCountsResponse(
    Instant At, Instant From, long Total, long Accepted, long Counted, long Duplicate, long Conflict, long Rejected, decimal LagSeconds)
{
    public string Object => "liveCounts";

    public static LiveCountsResponse Of(Instant at, Instant from, IReadOnlyList<HourFates> hours, IReadOnlyList<PartitionLag> lags) => new(
        at,
        from,
        hours.Sum(hour => hour.Total),
        hours.Sum(hour => hour.Accepted),
        hours.Sum(hour => hour.Counted),
        hours.Sum(hour => hour.Duplicate),
        hours.Sum(hour => hour.Conflict),
        hours.Sum(hour => hour.Rejected),
        lags.Count == 0 ? 0 : lags.Max(lag => lag.Age).ToInt64Nanoseconds() / 1_000_000 / 1000m);
}
