using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>A store that fails now and then: before a commit, or after it, when the caller cannot know that it was made.</summary>
internal sealed class FaultyStore(IDocumentStore inner, Random random, double faults) : IDocumentStore
{
    public async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        await Task.Yield();
        MayFail();
        return await inner.ReadAsync(partition, id, cancellation);
    }

    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        inner.ListAsync(range, descending, skip, take, cancellation);

    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => inner.CountAsync(range, cancellation);

    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        await Task.Yield();
        MayFail();
        var committed = await inner.CommitAsync(partition, writes, cancellation);
        MayFail();
        return committed;
    }

    private void MayFail()
    {
        lock (random)
        {
            if (random.NextDouble() < faults)
            {
                throw new StoreUnavailableException("A fault of the test.");
            }
        }
    }
}
