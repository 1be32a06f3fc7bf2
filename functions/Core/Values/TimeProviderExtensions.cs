using NodaTime;

namespace Tallystick.Core.Values;

/// <summary>The host's clock in the domain's type.</summary>
public static class TimeProviderExtensions
{
    /// <summary>What the clock shows.</summary>
    public static Instant GetInstant(this TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
