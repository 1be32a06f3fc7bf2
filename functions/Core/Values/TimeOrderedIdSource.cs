namespace Tallystick.Core.Values;

/// <summary>Ids as ULIDs: 48 bits of Unix milliseconds, then 80 random bits.</summary>
/// <remarks>See https://github.com/ulid/spec. Within one millisecond the order is random: nothing here depends on it.</remarks>
/// <param name="time">The clock.</param>
/// <param name="fillRandom">Fills a buffer with random bytes; a cryptographic source in production, a seeded one in tests.</param>
public sealed class TimeOrderedIdSource(TimeProvider time, Action<Span<byte>> fillRandom) : IIdSource
{
    private const int Length = 26;

    /// <inheritdoc/>
    public string NextSuffix()
    {
        Span<byte> random = stackalloc byte[10];
        fillRandom(random);
        UInt128 bits = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var part in random)
        {
            bits = (bits << 8) | part;
        }

        Span<char> text = stackalloc char[Length];
        Base32.Write(bits, text);
        return new string(text);
    }
}
