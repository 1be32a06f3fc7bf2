using System.Security.Cryptography;

namespace Tallystick.Core.Hashing;

/// <summary>A secret as HMAC-SHA-256 uses it (RFC 2104): the states of SHA-256 behind its inner and its outer block. Never changes.</summary>
public sealed class HmacKey
{
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    /// <summary>The key of a secret, however long.</summary>
    public HmacKey(ReadOnlySpan<byte> secret)
    {
        Span<byte> block = stackalloc byte[Sha256Start.BlockSize];
        block.Clear();
        if (secret.Length <= block.Length)
        {
            secret.CopyTo(block);
        }
        else
        {
            SHA256.HashData(secret, block);
        }

        Inner = Behind(block, InnerPad);
        Outer = Behind(block, OuterPad);
    }

    /// <summary>What messages are hashed behind.</summary>
    public Sha256Start Inner { get; }

    /// <summary>What the digests of messages are hashed behind.</summary>
    public Sha256Start Outer { get; }

    private static Sha256Start Behind(ReadOnlySpan<byte> secret, byte pad)
    {
        Span<byte> block = stackalloc byte[Sha256Start.BlockSize];
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = (byte)(secret[i] ^ pad);
        }

        return Sha256Start.Behind(block);
    }
}
