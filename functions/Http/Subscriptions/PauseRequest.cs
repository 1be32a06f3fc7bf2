using NodaTime;

namespace Tallystick.Http.Subscriptions;

/// <summary>That a subscription is paused from now on: nothing is charged, and usage is rejected.</summary>
/// <param name="ResumesAt">When it goes on of itself; until it is told to unless given.</param>
/// <param name="Proration">What becomes of the fees of the periods that the ends of the pause part: <c>prorate</c> (unless given) or <c>none</c>.</param>
internal sealed record PauseRequest(Instant? ResumesAt, string? Proration);
