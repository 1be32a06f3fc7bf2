using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Tallystick.Core.Hashing;

/// <summary>SHA-256 of many short messages, eight at a time, in the lanes of vectors. Can be used again and again; for one thread.</summary>
/// <param name="start">What every message is hashed behind.</param>
public sealed class Sha256Batch(Sha256Start start)
{
    /// <summary>How many bytes a digest has.</summary>
    public const int DigestSize = 32;

    /// <summary>How many messages are best added before a run: they and their digests stay in the processor's cache.</summary>
    public const int AtOnce = 64;
    private const int BlockSize = Sha256Start.BlockSize;
    private const int LengthSize = sizeof(long);
    private const int FirstSize = 8 * 1024;

    // Each message with its padding, in whole blocks.
    private readonly List<(int Offset, int Blocks)> messages = [];
    private byte[] padded = new byte[FirstSize];
    private int filled;
    private int begun;

    /// <summary>How many messages were added.</summary>
    public int Count => messages.Count;

    /// <summary>Adds to the message that is not ended yet.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(padded.AsSpan(filled));
        filled += bytes.Length;
    }

    /// <summary>Adds a text in UTF-8 to the message that is not ended yet.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        filled += Encoding.UTF8.GetBytes(text, padded.AsSpan(filled));
    }

    /// <summary>Ends a message: pads it as section 5.1.1 has it.</summary>
    public void End()
    {
        var length = filled - begun;
        var blocks = (length + 1 + LengthSize + BlockSize - 1) / BlockSize;
        Reserve((blocks * BlockSize) - length);
        var padding = padded.AsSpan(filled, (blocks * BlockSize) - length);
        padding.Clear();
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding[^LengthSize..], (start.Length + (long)length) * 8);
        messages.Add((begun, blocks));
        filled += padding.Length;
        begun = filled;
    }

    /// <summary>Hashes the messages, and forgets them.</summary>
    /// <param name="digests">Takes <see cref="DigestSize"/> bytes for each, in the order of their ends.</param>
    public void Run(Span<byte> digests)
    {
        var all = CollectionsMarshal.AsSpan(messages);
        for (var first = 0; first < all.Length; first += Sha256Lanes.Count)
        {
            var some = all.Slice(first, Math.Min(Sha256Lanes.Count, all.Length - first));
            Run(start, padded, some, digests[(first * DigestSize)..]);
        }

        messages.Clear();
        (filled, begun) = (0, 0);
    }

    /// <summary>The state behind one block, as a digest is written.</summary>
    internal static void Compress(Sha256Start start, ReadOnlySpan<byte> block, Span<byte> state) => Run(start, block, [(0, 1)], state);

    private static void Run(Sha256Start start, ReadOnlySpan<byte> padded, ReadOnlySpan<(int Offset, int Blocks)> messages, Span<byte> digests)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Sha256Lanes.StateWords];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[Sha256Lanes.BlockWords];
        Span<uint> active = stackalloc uint[Sha256Lanes.Count];
        var longest = 0;
        foreach (var (_, blocks) in messages)
        {
            longest = Math.Max(longest, blocks);
        }

        for (var i = 0; i < state.Length; i++)
        {
            state[i] = Vector256.Create(start.Words[i]);
        }

        active.Clear();
        for (var block = 0; block < longest; block++)
        {
            for (var lane = 0; lane < messages.Length; lane++)
            {
                var (offset, blocks) = messages[lane];
                active[lane] = block < blocks ? uint.MaxValue : 0;
                if (block < blocks)
                {
                    Load(padded.Slice(offset + (block * BlockSize), BlockSize), MemoryMarshal.Cast<Vector256<uint>, uint>(words)[lane..]);
                }
            }

            Sha256Lanes.Compress(words, state, Vector256.Create<uint>(active));
        }

        var results = MemoryMarshal.Cast<Vector256<uint>, uint>(state);
        for (var lane = 0; lane < messages.Length; lane++)
        {
            for (var word = 0; word < Sha256Lanes.StateWords; word++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(digests[((lane * DigestSize) + (word * sizeof(uint)))..], results[(word * Sha256Lanes.Count) + lane]);
            }
        }
    }

    /// <summary>Puts the words of a block into a lane.</summary>
    private static void Load(ReadOnlySpan<byte> block, Span<uint> lane)
    {
        for (var word = 0; word < Sha256Lanes.BlockWords; word++)
        {
            lane[word * Sha256Lanes.Count] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * sizeof(uint))..]);
        }
    }

    private void Reserve(int bytes)
    {
        if (padded.Length - filled < bytes)
        {
            Array.Resize(ref padded, Math.Max(2 * padded.Length, filled + bytes));
        }
    }
}
