namespace Tallystick.Http.Usage.Requests;

/// <summary>Events from before the time that ordinary routes take.</summary>
/// <param name="Events">1 to 1,000 events, each accepted or refused for itself.</param>
public sealed record BackfillRequest(IReadOnlyList<BackfillEvent> Events);
