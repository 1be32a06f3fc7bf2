using System.Buffers.Binary;
using System.Text;
using Tallystick.Local.Files;

namespace Tallystick.Local.Documents;

/// <summary>
/// The body of a frame of the <see cref="DocumentJournal"/>: a partition, and for each entry name, number (8 bytes), length of the content
/// (4; −1 for none), content. Names are a byte of length and ASCII. One frame is one commit: a torn write keeps it whole or not at all.
/// </summary>
internal static class JournalFrame
{
    private const int NumbersSize = sizeof(long) + sizeof(int);
    private const int NoContent = -1;

    /// <summary>Appends a frame to a write.</summary>
    public static void Write(FrameBuffer frames, long writeOffset, string partition, ReadOnlySpan<JournalEntry> entries)
    {
        var length = 1 + partition.Length;
        foreach (var entry in entries)
        {
            length += 1 + entry.Name.Length + NumbersSize + (entry.Content?.Length ?? 0);
        }

        var rest = WriteName(frames.Add(length), partition);
        foreach (var entry in entries)
        {
            rest = WriteName(rest, entry.Name);
            BinaryPrimitives.WriteInt64LittleEndian(rest, entry.Number);
            BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(long)..], entry.Content?.Length ?? NoContent);
            entry.Content.CopyTo(rest[NumbersSize..]);
            rest = rest[(NumbersSize + (entry.Content?.Length ?? 0))..];
        }

        frames.Seal(length, writeOffset);
    }

    /// <summary>Reads a frame; contents are copies.</summary>
    public static IReadOnlyList<JournalEntry> Read(ReadOnlySpan<byte> body, out string partition)
    {
        var rest = ReadName(body, out partition);
        var entries = new List<JournalEntry>();
        while (rest.Length > 0)
        {
            rest = ReadName(rest, out var name);
            var number = BinaryPrimitives.ReadInt64LittleEndian(rest);
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(long)..]);
            rest = rest[NumbersSize..];
            var content = length == NoContent ? null : rest[..length].ToArray();
            rest = rest[(content?.Length ?? 0)..];
            entries.Add(new JournalEntry(name, number, content));
        }

        return entries;
    }

    private static Span<byte> WriteName(Span<byte> to, string name)
    {
        to[0] = checked((byte)name.Length);
        return to[(1 + Encoding.ASCII.GetBytes(name, to[1..]))..];
    }

    private static ReadOnlySpan<byte> ReadName(ReadOnlySpan<byte> from, out string name)
    {
        var end = 1 + from[0];
        name = Encoding.ASCII.GetString(from[1..end]);
        return from[end..];
    }
}
