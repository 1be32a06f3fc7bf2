using System.Runtime.InteropServices;
using Tallystick.Core.Usage;

namespace Tallystick.Local.Claims;

/// <summary>What stands on an identity, in 32 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClaimOwner(ulong BodyHigh, ulong BodyLow, long Sequence, ushort Log, ushort Partition, ushort Index)
{
    public static ClaimOwner Of(Claim claim) => new(
        (ulong)(claim.BodyHash >> 64),
        unchecked((ulong)claim.BodyHash),
        claim.Owner.Sequence,
        (ushort)claim.Owner.Log,
        (ushort)claim.Owner.Partition,
        (ushort)claim.Owner.Index);

    public Claim ToClaim(EventId id) => new(id, new LogPosition(Log, Partition, Sequence, Index), new UInt128(BodyHigh, BodyLow));
}
