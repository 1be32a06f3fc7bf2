namespace Tallystick.Http.Disputes;

/// <summary>A decision on a dispute.</summary>
/// <param name="Reason">Why, at most 1,000 characters.</param>
internal sealed record DisputeResolutionRequest(string? Reason);
