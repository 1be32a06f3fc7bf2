namespace Tallystick.Http.Portals;

/// <summary>A link that is opened.</summary>
/// <param name="Link">Its token. Required.</param>
internal sealed record PortalSessionRequest(string? Link);
