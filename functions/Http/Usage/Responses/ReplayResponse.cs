namespace Tallystick.Http.Usage.Responses;

/// <summary>A rejected event has gone into the log again.</summary>
/// <param name="Id">The id that it goes on under.</param>
public sealed record ReplayResponse(string Id);
