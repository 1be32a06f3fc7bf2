using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>The operating system's files.</summary>
public sealed class OperatingSystemDisk : IDisk
{
    /// <inheritdoc/>
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException)
        {
            // What .NET makes of EFBIG: the file has reached the quota of the process or the bound of the file system.
            throw new IOException("The file may not grow any larger.", DiskFailure.FileTooLarge);
        }
    }

    /// <inheritdoc/>
    public void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (DataSync(file) != 0)
        {
            // What .NET calls, fsync, writes the file's times too, which is one more request to the disk.
            throw new IOException("The file cannot be synced.", Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public void Truncate(SafeFileHandle file, long length) => RandomAccess.SetLength(file, length);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int DataSync(SafeFileHandle file);
}
