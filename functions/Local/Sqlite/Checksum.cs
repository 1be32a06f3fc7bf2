using System.Buffers.Binary;

namespace Tallystick.Local.Sqlite;

/// <summary>The checksum of SQLite's write-ahead log, over all that was added so far.</summary>
/// <remarks>https://www.sqlite.org/fileformat2.html#checksum_algorithm</remarks>
/// <param name="isBigEndian">How the numbers that are added up are read.</param>
internal struct Checksum(bool isBigEndian)
{
    private const int PairSize = 8;
    private uint first;
    private uint second;

    /// <summary>Adds bytes, a multiple of eight.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            for (; bytes.Length >= PairSize; bytes = bytes[PairSize..])
            {
                first += Read(bytes) + second;
                second += Read(bytes[4..]) + first;
            }
        }
    }

    /// <summary>Whether eight bytes are this checksum.</summary>
    public readonly bool Is(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes) == first && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == second;

    private readonly uint Read(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
