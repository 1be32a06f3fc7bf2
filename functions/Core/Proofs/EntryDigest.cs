using System.Buffers.Binary;
using System.Security.Cryptography;
using Tallystick.Core.Books;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Proofs;

/// <summary>How many entries of the books there are, and a sum that tells which: it does not depend on their order.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">The sum of the first 128 bits of the SHA-256 of each, modulo 2¹²⁸.</param>
internal readonly record struct EntryDigest(long Count, UInt128 Sum)
{
    /// <summary>That of one entry.</summary>
    internal static EntryDigest Of(BookEntry entry) => new(1, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(entry.ToBody().Span)));

    /// <summary>That of both.</summary>
    internal EntryDigest Add(EntryDigest other) => new(Count + other.Count, unchecked(Sum + other.Sum));
}
