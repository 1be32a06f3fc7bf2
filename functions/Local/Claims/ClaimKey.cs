using Tallystick.Core.Usage;

namespace Tallystick.Local.Claims;

/// <summary>An event's identity in 24 bytes, where <see cref="EventId"/> takes 32.</summary>
internal readonly record struct ClaimKey(ulong Tag, ulong High, ulong Low)
{
    public static ClaimKey Of(EventId id) => new(id.AccountTag, (ulong)(id.Hash >> 64), unchecked((ulong)id.Hash));

    // Seeded by the process, because merchants choose the keys that are hashed.
    public override int GetHashCode() => HashCode.Combine(High, Low);
}
