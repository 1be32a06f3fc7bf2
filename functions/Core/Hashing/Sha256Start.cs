using System.Buffers.Binary;

namespace Tallystick.Core.Hashing;

/// <summary>A state of SHA-256 from which messages are hashed: its beginning, or behind a block that all of them begin with.</summary>
public sealed class Sha256Start
{
    /// <summary>How many bytes a block has.</summary>
    public const int BlockSize = 64;
    private readonly uint[] words;

    private Sha256Start(uint[] words, int length)
    {
        this.words = words;
        Length = length;
    }

    /// <summary>The beginning (FIPS 180-4, section 5.3.3).</summary>
    public static Sha256Start Empty { get; } = new(
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19], 0);

    /// <summary>The words of the state.</summary>
    internal ReadOnlySpan<uint> Words => words;

    /// <summary>How many bytes were hashed.</summary>
    public int Length { get; }

    /// <summary>The state behind a first block.</summary>
    /// <param name="block">64 bytes.</param>
    internal static Sha256Start Behind(ReadOnlySpan<byte> block)
    {
        Span<byte> state = stackalloc byte[Sha256Batch.DigestSize];
        Sha256Batch.Compress(Empty, block, state);
        var behind = new uint[state.Length / sizeof(uint)];
        for (var i = 0; i < behind.Length; i++)
        {
            behind[i] = BinaryPrimitives.ReadUInt32BigEndian(state[(i * sizeof(uint))..]);
        }

        return new(behind, BlockSize);
    }
}
