using Microsoft.Data.Sqlite;
using Tallystick.Local.Files;

namespace Tallystick.Local.Sqlite;

/// <summary>Opens SQLite files: write-ahead log, every commit synced.</summary>
internal static class SqliteFile
{
    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens a connection; makes the file where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cacheKilobytes">How much memory its pages may take.</param>
    public static SqliteConnection Open(string path, int cacheKilobytes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            // Before SQLite makes it: its log and its index get the rights that the file has.
            OwnerOnly.Create(path);
            connection.Open();

            // Checkpoints every 8,000 pages instead of 1,000: random keys touch the same pages again before they are copied.
            connection.Execute($"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 8000;
                PRAGMA cache_size = -{cacheKilobytes};
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
