using NodaTime;

namespace Tallystick.Http.TestClocks;

/// <summary>Where a test clock goes: one of the two.</summary>
/// <param name="AdvanceBy">How far, as an ISO 8601 duration: P1D.</param>
/// <param name="CurrentTime">To what time.</param>
internal sealed record TestClockMoveRequest(string? AdvanceBy, Instant? CurrentTime);
