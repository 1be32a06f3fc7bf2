using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tallystick.Core.Storage;

namespace Tallystick.Local.Files;

/// <summary>Tells a full disk from other failures.</summary>
internal static class DiskFailure
{
    /// <summary>EFBIG of POSIX: larger than the quota of the process allows.</summary>
    public const int FileTooLarge = 27;

    // ENOSPC and EDQUOT of POSIX, as .NET passes them on.
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int NoQuotaOfBsd = 69;

    // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    // A full disk does not become empty in a moment.
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(5);

    /// <summary>True where the failure says that there is no space left.</summary>
    public static bool IsFull(Exception failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == raw.SQLITE_FULL,
        IOException io => io.HResult is FileTooLarge or NoSpace or NoQuota or NoQuotaOfBsd or WindowsDiskFull or WindowsHandleDiskFull,
        _ => false,
    };

    /// <summary>Refuses what would outgrow a bound.</summary>
    public static StoreUnavailableException Full(string message) => new(message) { IsFull = true, RetryAfter = RetryWhenFull };

    /// <summary>The failure as the callers of ports know it.</summary>
    /// <param name="what">What cannot be done, without the cause.</param>
    /// <param name="failure">The cause.</param>
    public static StoreUnavailableException ToUnavailable(string what, Exception failure) =>
        IsFull(failure)
            ? new($"{what}: {failure.Message}", failure) { IsFull = true, RetryAfter = RetryWhenFull }
            : new($"{what}: {failure.Message}", failure);
}
