namespace Tallystick.Core.Tenancy;

/// <summary>The CRC-32 of ISO 3309, as gzip and PNG have it: finds mistyped keys; no protection against forged ones.</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // What a byte makes of the checksum: every request's key has one.
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shift((uint)value))];

    /// <summary>The checksum of a text's ASCII characters.</summary>
    public static uint Of(ReadOnlySpan<char> ascii)
    {
        var crc = uint.MaxValue;
        foreach (var character in ascii)
        {
            crc ^= character;
            crc = Table[crc & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        }

        return value;
    }
}
