using System.Collections.Concurrent;

namespace Tallystick.Local.Files;

/// <summary>
/// How far the log and the claims are known to be durable. The documents are made from both, and carry these ends with every commit: by them the end
/// of a file that was changed or cut off is told from the torn rest of a write that nobody was answered. Thread-safe.
/// </summary>
/// <param name="atStart">What the documents carried when they were opened, by series of files.</param>
internal sealed class KnownEnds(IReadOnlyDictionary<string, KnownEnd> atStart)
{
    private readonly ConcurrentDictionary<string, KnownEnd> ends = new(atStart);

    /// <summary>The ends, by series of files.</summary>
    public IReadOnlyDictionary<string, KnownEnd> All => ends;

    /// <summary>A write is durable.</summary>
    /// <param name="series">The series of files.</param>
    /// <param name="path">Its last file.</param>
    /// <param name="length">How long that is, in bytes.</param>
    public void Advance(string series, string path, long length) => ends[series] = new KnownEnd(Path.GetFileName(path), length);

    /// <summary>How long the last file of a series must be at least, in bytes.</summary>
    /// <param name="series">The series of files.</param>
    /// <param name="directory">Where they are.</param>
    /// <param name="last">The name of the last file that is there; null where there is none.</param>
    /// <exception cref="DamagedFileException">A later file was there.</exception>
    public long LengthOf(string series, string directory, string? last)
    {
        if (!atStart.TryGetValue(series, out var known))
        {
            return 0;
        }

        return string.CompareOrdinal(known.File, last) switch
        {
            0 => known.Length,
            < 0 => 0,
            _ => throw new DamagedFileException(Path.Combine(directory, known.File), 0),
        };
    }
}
