using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>How many rejected events of an hour were told of.</summary>
/// <param name="Hour">The start of the hour in which the log took them, UTC.</param>
/// <param name="Count">How many.</param>
internal sealed record ToldHour(Instant Hour, long Count);
