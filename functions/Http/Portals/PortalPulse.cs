namespace Tallystick.Http.Portals;

/// <summary>That something has changed, where it differs from the one before: the page then asks what.</summary>
/// <param name="Mark">A text without a meaning of its own.</param>
internal sealed record PortalPulse(string Mark);
