using System.Runtime.InteropServices;

namespace Tallystick.Local.Files;

/// <summary>
/// Makes the names in a directory durable. On POSIX systems a new or renamed file may be forgotten in a power cut until its directory is
/// synced too; .NET opens no directories, so this asks the C library. Windows journals names by itself.
/// </summary>
internal static class DurableDirectory
{
    /// <summary>Creates a directory of its owner's, durably, where there is none; its parent must exist.</summary>
    public static void Create(string path)
    {
        if (!Directory.Exists(path))
        {
            OwnerOnly.CreateDirectory(path);
            Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    /// <summary>Returns when the names of the directory's files are on stable storage.</summary>
    /// <exception cref="IOException">They may not be.</exception>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"The directory {path} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        var failed = FileSync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"The directory {path} cannot be synced (error {error}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
