using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>Documents in memory, whose reads and commits fail on demand.</summary>
internal sealed class AwayDocuments() : DelegatingDocuments(new MemoryDocumentStore())
{
    /// <summary>Called with the partition before each read; fails it by throwing.</summary>
    public Action<string>? BeforeRead { get; set; }

    /// <summary>Called before each commit; fails it by throwing.</summary>
    public Action? BeforeCommit { get; set; }

    public override ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        BeforeRead?.Invoke(partition);
        return base.ReadAsync(partition, id, cancellation);
    }

    public override ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        BeforeCommit?.Invoke();
        return base.CommitAsync(partition, writes, cancellation);
    }
}
