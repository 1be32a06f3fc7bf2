using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tallystick.Core.Hashing;

/// <summary>
/// The compression function of SHA-256 (FIPS 180-4, section 6.2.2) for eight messages at a time: each stands in a lane of its own, and every step is one
/// instruction for all.
/// </summary>
/// <remarks>
/// Why not the library's: four hashes an event, each of two to four blocks, took an eighth of the host's processor time, three quarters of it on the way
/// into the library and back. Eight at a time cost about a fifth. <see cref="Sha256Batch"/> is held against the library by its tests.
/// </remarks>
internal static class Sha256Lanes
{
    /// <summary>How many messages there are at a time.</summary>
    internal const int Count = 8;

    /// <summary>How many words of 32 bits a block has.</summary>
    internal const int BlockWords = 16;

    /// <summary>How many words of 32 bits the state of a message has.</summary>
    internal const int StateWords = 8;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Takes one block of each message into its state.</summary>
    /// <param name="words">The blocks: word by word, each of all lanes; they are used up.</param>
    /// <param name="state">The states: word by word, each of all lanes.</param>
    /// <param name="active">All bits of a lane that has a block; no bit of one whose message is at its end.</param>
    internal static void Compress(Span<Vector256<uint>> words, Span<Vector256<uint>> state, Vector256<uint> active)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < Constants.Length; t += StateWords)
        {
            if (t >= BlockWords)
            {
                Extend(words, t);
            }

            // The variables change places from round to round, instead of being moved.
            var block = words.Slice(t % BlockWords, StateWords);
            var constants = Constants.AsSpan(t, StateWords);
            Round(a, b, c, ref d, e, f, g, ref h, constants[0], block[0]);
            Round(h, a, b, ref c, d, e, f, ref g, constants[1], block[1]);
            Round(g, h, a, ref b, c, d, e, ref f, constants[2], block[2]);
            Round(f, g, h, ref a, b, c, d, ref e, constants[3], block[3]);
            Round(e, f, g, ref h, a, b, c, ref d, constants[4], block[4]);
            Round(d, e, f, ref g, h, a, b, ref c, constants[5], block[5]);
            Round(c, d, e, ref f, g, h, a, ref b, constants[6], block[6]);
            Round(b, c, d, ref e, f, g, h, ref a, constants[7], block[7]);
        }

        state[0] += a & active;
        state[1] += b & active;
        state[2] += c & active;
        state[3] += d & active;
        state[4] += e & active;
        state[5] += f & active;
        state[6] += g & active;
        state[7] += h & active;
    }

    /// <summary>The next words of the message schedule, in the place of those that are used.</summary>
    private static void Extend(Span<Vector256<uint>> words, int t)
    {
        for (var i = t; i < t + StateWords; i++)
        {
            var (near, far) = (words[(i - 2) % BlockWords], words[(i - 15) % BlockWords]);
            words[i % BlockWords] += words[(i - 7) % BlockWords]
                + (Rotate(near, 17) ^ Rotate(near, 19) ^ (near >>> 10))
                + (Rotate(far, 7) ^ Rotate(far, 18) ^ (far >>> 3));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d, Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h, uint constant, Vector256<uint> word)
    {
        var sum = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + ((e & f) ^ (~e & g)) + Vector256.Create(constant) + word;
        d += sum;
        h = sum + (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> value, int bits) => (value >>> bits) | (value << (32 - bits));
}
