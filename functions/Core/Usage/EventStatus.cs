namespace Tallystick.Core.Usage;

/// <summary>Where an event is in its life.</summary>
public enum EventStatus
{
    /// <summary>In the log, and not metered yet.</summary>
    Accepted,

    /// <summary>Counted.</summary>
    Counted,

    /// <summary>Not counted, and kept with the reason; can be replayed.</summary>
    Rejected,
}
