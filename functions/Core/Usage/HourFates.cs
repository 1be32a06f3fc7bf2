using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>What became of the deliveries that the log took in one hour.</summary>
/// <param name="Hour">The start of the hour, UTC.</param>
/// <param name="Accepted">In the log, and not metered yet.</param>
/// <param name="Counted">Counted.</param>
/// <param name="Duplicate">Retries of events that count.</param>
/// <param name="Conflict">Keys of events that count, with other bodies.</param>
/// <param name="Rejected">Rejected; one that was replayed is another delivery, in the hour of its replay.</param>
public sealed record HourFates(Instant Hour, long Accepted, long Counted, long Duplicate, long Conflict, long Rejected)
{
    /// <summary>All deliveries of the hour.</summary>
    public long Total => Accepted + Counted + Duplicate + Conflict + Rejected;

    /// <summary>Both together, under this one's hour.</summary>
    internal HourFates Plus(HourFates other) => new(
        Hour,
        Accepted + other.Accepted,
        Counted + other.Counted,
        Duplicate + other.Duplicate,
        Conflict + other.Conflict,
        Rejected + other.Rejected);
}
