namespace Tallystick.Local.Log;

/// <summary>One file of a partition, and what is known about where its records lie. Thread-safe.</summary>
/// <param name="path">The file.</param>
/// <param name="first">The sequence number of its first record.</param>
internal sealed class Segment(string path, long first)
{
    private const int MarkDistance = 16 * 1024;
    private readonly List<(long Sequence, long Offset)> marks = [(first, 0)];
    private long length;

    public string Path => path;

    public long First => first;

    /// <summary>How many bytes are durable.</summary>
    public long Length
    {
        get => Volatile.Read(ref length);
        set => Volatile.Write(ref length, value);
    }

    /// <summary>The name of the file that begins with a record: sorts as the numbers do.</summary>
    public static string NameOf(long first) => $"{first:D20}.log";

    /// <summary>Remembers where a record lies, if it is far enough from those that are known. Called for records in order, by the writer
    /// for new ones and by readers for those of older files, which are not read at start.</summary>
    public void Mark(long sequence, long offset)
    {
        lock (marks)
        {
            if (offset - marks[^1].Offset >= MarkDistance)
            {
                marks.Add((sequence, offset));
            }
        }
    }

    /// <summary>A place at or before a record from where to read.</summary>
    public long NearestOffset(long sequence)
    {
        lock (marks)
        {
            var (low, high) = (0, marks.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = marks[middle].Sequence <= sequence ? (middle, high) : (low, middle - 1);
            }

            return marks[low].Offset;
        }
    }
}
