using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>Which event gave the latest value.</summary>
/// <param name="At">When it occurred.</param>
/// <param name="Position">Where it stands in the log, to tell two at one instant apart.</param>
public sealed record LatestMark(Instant At, LogPosition Position);
