using System.Collections.Concurrent;
using Tallystick.Local.Sqlite;

namespace Tallystick.Local.Documents;

/// <summary>A few connections for reading, lent to one reader at a time.</summary>
internal sealed class ReaderPool : IDisposable
{
    private const int CacheKilobytes = 8 * 1024;
    private readonly ConcurrentBag<DocumentReader> idle = [];
    private readonly SemaphoreSlim free;

    public ReaderPool(string path, int size)
    {
        free = new SemaphoreSlim(size);
        for (var i = 0; i < size; i++)
        {
            idle.Add(new DocumentReader(SqliteFile.Open(path, CacheKilobytes)));
        }
    }

    /// <summary>Runs a query when a connection is free.</summary>
    public async ValueTask<T> RunAsync<T>(Func<DocumentReader, T> query, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            // One is idle for every permit.
            _ = idle.TryTake(out var reader);
            try
            {
                return query(reader!);
            }
            finally
            {
                idle.Add(reader!);
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in idle)
        {
            reader.Dispose();
        }

        free.Dispose();
    }
}
