using System.Collections.Concurrent;
using System.Text;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Documents in memory; fails while <see cref="Down"/> is set, and remembers all that was ever written.</summary>
internal sealed class FaultyDocumentStore : IDocumentStore
{
    private readonly MemoryDocumentStore inner = new();
    private readonly ConcurrentQueue<string> written = new();

    public bool Down { get; set; }

    /// <summary>True while there is no space for commits.</summary>
    public bool Full { get; set; }

    /// <summary>True where the next commit is made, and its answer lost.</summary>
    public bool LosesAnswer { get; set; }

    public ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        Inner().ReadAsync(partition, id, cancellation);

    public ValueTask<IReadOnlyList<StoredDocument>> ListAsync(DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        Inner().ListAsync(range, descending, skip, take, cancellation);

    public ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation) => Inner().CountAsync(range, cancellation);

    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        foreach (var write in writes)
        {
            written.Enqueue(Encoding.UTF8.GetString(write.Body.Span));
        }

        var made = Full
            ? throw new StoreUnavailableException("Full for a test.") { IsFull = true }
            : await Inner().CommitAsync(partition, writes, cancellation);
        var isLost = LosesAnswer;
        LosesAnswer = false;
        return isLost ? throw new StoreUnavailableException("Lost for a test.") : made;
    }

    /// <summary>Everything that was ever to be stored, as text: for tests that something is not.</summary>
    public string Dump() => string.Join('\n', written);

    private MemoryDocumentStore Inner() =>
        Down ? throw new StoreUnavailableException("Down for a test.") { RetryAfter = TimeSpan.FromSeconds(7) } : inner;
}
