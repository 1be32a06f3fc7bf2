using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>The log's clock goes by whole milliseconds; what is compared with it must too.</summary>
internal static class LogTime
{
    /// <summary>The millisecond that an instant falls into.</summary>
    internal static Instant Floor(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
