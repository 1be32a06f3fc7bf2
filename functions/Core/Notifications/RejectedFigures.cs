using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>How many events of an hour were rejected. Which and why is asked for: an hour may have millions.</summary>
/// <param name="Hour">The start of the hour in which the log took them, UTC.</param>
/// <param name="Count">How many of that hour are known by now.</param>
/// <param name="Added">How many of them were not told of before, 1 or more.</param>
public sealed record RejectedFigures(Instant Hour, long Count, long Added);
