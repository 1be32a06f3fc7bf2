using NodaTime;

namespace Tallystick.Core.Usage;

/// <summary>A phase that ends those before it, as metering sees it.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="MadeAt">When it was made: later events know of it.</param>
/// <param name="CalledOffAt">When it was called off: later events know nothing of it. Null where it was not.</param>
public readonly record struct FollowingPhase(Instant From, Instant MadeAt, Instant? CalledOffAt);
