using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>A secret that another one has taken the place of.</summary>
/// <param name="Secret">What it signs with.</param>
/// <param name="Until">When it stops to sign.</param>
public sealed record ReplacedSecret(string Secret, Instant Until);
