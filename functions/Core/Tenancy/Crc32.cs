namespace Tallystick.Core.Tenancy;

/// <summary>The CRC-32 of ISO 3309, as gzip and PNG have it: finds mistyped keys; no protection against forged ones.</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The checksum of a text's ASCII characters.</summary>
    public static uint Of(ReadOnlySpan<char> ascii)
    {
        var crc = uint.MaxValue;
        foreach (var character in ascii)
        {
            crc ^= character;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }
        }

        return ~crc;
    }
}
