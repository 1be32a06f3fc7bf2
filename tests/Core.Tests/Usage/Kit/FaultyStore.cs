using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>A store that fails now and then: before a commit, or after it, when the caller cannot know that it was made.</summary>
internal sealed class FaultyStore(IDocumentStore inner, Random random, double faults) : DelegatingDocuments(inner)
{
    public override async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        await Task.Yield();
        MayFail();
        return await Inner.ReadAsync(partition, id, cancellation);
    }

    public override async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        await Task.Yield();
        MayFail();
        var committed = await Inner.CommitAsync(partition, writes, cancellation);
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
