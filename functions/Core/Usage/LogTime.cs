using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>The log's clock goes by whole milliseconds or seconds; what is compared with it must too.</summary>
internal static class LogTime
{
    // Whole seconds, and clocks of machines that do not agree.
    private static readonly Duration Slack = Duration.FromMinutes(1);

    /// <summary>The millisecond that an instant falls into.</summary>
    internal static Instant Floor(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>
    /// The earliest time that the log may show for what came after something was recorded on another machine. For what nobody could have known of before, so that
    /// nothing is taken too early by it.
    /// </summary>
    internal static Instant EarliestAfter(Instant recorded) => recorded - Slack;
}
