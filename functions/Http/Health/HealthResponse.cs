namespace Tallystick.Http.Health;

/// <summary>That all is well; otherwise there is a problem document.</summary>
/// <param name="Status">How it is.</param>
public sealed record HealthResponse(string Status);
