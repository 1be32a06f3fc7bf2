using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tallystick.Core.Usage;

/// <summary>SHA-256 (FIPS 180-4) of short texts.</summary>
internal static class Digest
{
    // Reused: for inputs of this size the one-shot call spends most of its time on making and freeing its context.
    [ThreadStatic]
    private static IncrementalHash? hash;

    /// <summary>The first 128 bits of the digest.</summary>
    internal static UInt128 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data);
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
