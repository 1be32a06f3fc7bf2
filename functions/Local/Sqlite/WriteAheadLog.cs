using System.Buffers.Binary;
using Tallystick.Local.Files;

namespace Tallystick.Local.Sqlite;

/// <summary>
/// Looks for damage in the write-ahead log of a SQLite file before SQLite opens it: SQLite takes the first frame whose checksum is wrong for the torn
/// end of the log, and drops all that was committed behind it without a word.
/// </summary>
/// <remarks>
/// The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. Each commit is synced before the next begins. So a frame that
/// stands behind a commit of the same log proves that everything up to the commit was durable once.
/// </remarks>
internal static class WriteAheadLog
{
    private const int HeaderSize = 32;
    private const int HeaderSummed = 24;
    private const int FrameHeaderSize = 24;
    private const int FrameHeaderSummed = 8;
    private const uint Magic = 0x377f0682;

    /// <summary>Checks the log of a database that nobody has open; passes where there is none.</summary>
    /// <exception cref="DamagedFileException">A frame that was durable once cannot be read.</exception>
    public static void Check(string database)
    {
        var path = database + "-wal";
        if (!File.Exists(path))
        {
            return;
        }

        using var file = File.OpenHandle(path);
        var header = new byte[HeaderSize];
        if (RandomAccess.GetLength(file) <= HeaderSize || RandomAccess.Read(file, header, 0) < HeaderSize || !header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return;
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var sum = new Checksum((magic & 1) == 1);
        sum.Add(header.AsSpan(0, HeaderSummed));
        if ((magic & ~1u) != Magic || !sum.Is(header.AsSpan(HeaderSummed)))
        {
            throw new DamagedFileException(path, 0);
        }

        var frame = new byte[FrameHeaderSize + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8))];
        var (broken, isCommitted) = (-1L, false);
        for (long offset = HeaderSize; RandomAccess.Read(file, frame, offset) == frame.Length; offset += frame.Length)
        {
            var isOfLog = frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            if (broken < 0)
            {
                sum.Add(frame.AsSpan(0, FrameHeaderSummed));
                sum.Add(frame.AsSpan(FrameHeaderSize));
                broken = isOfLog && sum.Is(frame.AsSpan(16)) ? -1 : offset;
            }

            if (broken >= 0 && isOfLog)
            {
                if (isCommitted)
                {
                    throw new DamagedFileException(path, broken);
                }

                isCommitted = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            }
        }
    }
}
