using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>
/// A store that gives other tasks a turn before every call, so that racing callers interleave, and lets a test step in between.
/// </summary>
internal sealed class InterleavingStore(IDocumentStore inner) : IDocumentStore
{
    /// <summary>Called before each commit with its partition; may throw.</summary>
    public Func<string, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after each read with the document's id.</summary>
    public Func<string, Task> AfterRead { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        await Task.Yield();
        var document = await inner.ReadAsync(partition, id, cancellation);
        await AfterRead(id);
        return document;
    }

    public async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        await Task.Yield();
        return await inner.ListAsync(range, descending, skip, take, cancellation);
    }

    public async ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        await Task.Yield();
        return await inner.CountAsync(range, cancellation);
    }

    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        await Task.Yield();
        await BeforeCommit(partition);
        return await inner.CommitAsync(partition, writes, cancellation);
    }
}
