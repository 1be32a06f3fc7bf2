using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>
/// Makes files and directories that nobody but their owner can look into: events, names, mails and the secrets that webhooks are signed with are in them. What
/// stands already keeps the rights that it has. Windows goes by the rights of the directory above.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Directory700 = File600 | UnixFileMode.UserExecute;

    /// <summary>Creates a directory, and those above it, where there is none.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Directory700);
        }
    }

    /// <summary>Opens a file, or makes it.</summary>
    public static SafeFileHandle Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        Create(path);
        return File.OpenHandle(path, mode, access, share);
    }

    /// <summary>Creates an empty file where there is none.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = File600 }).Dispose();
    }
}
