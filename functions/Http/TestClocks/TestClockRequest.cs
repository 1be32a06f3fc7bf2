using NodaTime;

namespace Tallystick.Http.TestClocks;

/// <summary>A test clock to be made.</summary>
/// <param name="CurrentTime">What it shows at first. Required.</param>
/// <param name="Name">What it is called, at most 100 characters.</param>
internal sealed record TestClockRequest(Instant? CurrentTime, string? Name);
