namespace Tallystick.Local.Claims;

/// <summary>Where a claim stands: in 44 bits, never all 0.</summary>
/// <param name="File">The file's number in this process, from 1 to <see cref="MaxFile"/>.</param>
/// <param name="Offset">The claim's first byte, below <see cref="MaxLength"/>.</param>
internal readonly record struct ClaimLocation(int File, int Offset)
{
    /// <summary>How many bits a location has.</summary>
    public const int Bits = 44;

    /// <summary>The largest number of a file.</summary>
    public const int MaxFile = (1 << (Bits - OffsetBits)) - 1;

    /// <summary>How long a file may be, in bytes.</summary>
    public const int MaxLength = 1 << OffsetBits;
    private const int OffsetBits = 28;

    /// <summary>The location as a number.</summary>
    public ulong ToBits() => ((ulong)File << OffsetBits) | (uint)Offset;

    /// <summary>The location that a number is.</summary>
    public static ClaimLocation Of(ulong bits) => new((int)(bits >> OffsetBits), (int)(bits & (MaxLength - 1)));
}
