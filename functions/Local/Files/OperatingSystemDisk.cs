using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>The operating system's files.</summary>
public sealed class OperatingSystemDisk : IDisk
{
    /// <inheritdoc/>
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    /// <inheritdoc/>
    public void Flush(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <inheritdoc/>
    public void Truncate(SafeFileHandle file, long length) => RandomAccess.SetLength(file, length);
}
