using NodaTime;

namespace Tallystick.Http.Portals;

/// <summary>A part of a balance that expires.</summary>
/// <param name="Amount">How much.</param>
/// <param name="At">When.</param>
internal sealed record PortalExpiry(decimal Amount, Instant At);
