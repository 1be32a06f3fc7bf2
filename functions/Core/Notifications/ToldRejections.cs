using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>How many rejected events of the last hours were told of.</summary>
/// <param name="Hours">The hours, each once.</param>
internal sealed record ToldRejections(IReadOnlyList<ToldHour> Hours)
{
    /// <summary>How many of an hour were told of.</summary>
    internal long Of(Instant hour) => Hours.FirstOrDefault(told => told.Hour == hour)?.Count ?? 0;
}
