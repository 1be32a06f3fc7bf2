using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>Tells the rest of a write that a crash tore from damage to durable bytes; see <see cref="Frame"/>.</summary>
internal static class TornTail
{
    private const int WindowSize = 4 << 20;

    /// <summary>Whether behind a frame that cannot be read there is a whole frame of a write that began later.</summary>
    /// <param name="file">The file.</param>
    /// <param name="broken">Where the frame that cannot be read begins.</param>
    /// <param name="end">The file's length.</param>
    public static bool HasLaterWrite(SafeFileHandle file, long broken, long end)
    {
        var window = new byte[WindowSize];
        for (var begin = broken + 1; end - begin > Frame.HeaderSize; begin += window.Length - Frame.HeaderSize + 1)
        {
            var length = ReadFully(file, window, begin);
            for (var i = 0; i + Frame.HeaderSize <= length; i++)
            {
                if (Frame.TryReadHeader(window.AsSpan(i), begin + i, out var body, out var write) && write > broken
                    && IsFrame(file, begin + i, Frame.HeaderSize + body))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsFrame(SafeFileHandle file, long offset, int length)
    {
        var frame = new byte[length];
        return ReadFully(file, frame, offset) == length && Frame.IsIntact(frame);
    }

    private static int ReadFully(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(file, buffer[filled..], offset + filled) is > 0 and var read)
        {
            filled += read;
        }

        return filled;
    }
}
