namespace Tallystick.Http.Usage.Responses;

/// <summary>Rejected events have gone into the log again.</summary>
/// <param name="Replayed">How many.</param>
public sealed record ReplayAllResponse(int Replayed);
