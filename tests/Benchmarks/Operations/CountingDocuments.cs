using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Benchmarks.Operations;

/// <summary>Other documents, and what they were asked for. For one caller at a time.</summary>
/// <remarks>
/// Several commits in one call are counted one by one. Request units by the rules of thumb for Cosmos DB: a point read 1 for each KB begun, a write 5;
/// a list is taken for a point read of all that it returns together.
/// </remarks>
internal sealed class CountingDocuments(IDocumentStore inner) : DelegatingDocuments(inner)
{
    private const int ReadUnitsPerKilobyte = 1;
    private const int WriteUnitsPerKilobyte = 5;

    /// <summary>Point reads, of documents that are not there too.</summary>
    internal long Reads { get; private set; }

    /// <summary>Lists of a range, and counts of one.</summary>
    internal long Lists { get; private set; }

    /// <summary>Commits.</summary>
    internal long Commits { get; private set; }

    /// <summary>Writes of commits.</summary>
    internal long Writes { get; private set; }

    /// <summary>Bytes of bodies that were written.</summary>
    internal long BytesWritten { get; private set; }

    /// <summary>Request units of point reads.</summary>
    internal long ReadUnits { get; private set; }

    /// <summary>Request units of lists.</summary>
    internal long ListUnits { get; private set; }

    /// <summary>Request units of writes.</summary>
    internal long WriteUnits { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        var found = await Inner.ReadAsync(partition, id, cancellation);
        Reads++;
        ReadUnits += ReadUnitsPerKilobyte * Kilobytes(found?.Body.Length ?? 0);
        return found;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        var found = await Inner.ListAsync(range, descending, skip, take, cancellation);
        Lists++;
        ListUnits += ReadUnitsPerKilobyte * Kilobytes(found.Sum(document => (long)document.Body.Length));
        return found;
    }

    /// <inheritdoc/>
    public override ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        Lists++;
        ListUnits += ReadUnitsPerKilobyte;
        return Inner.CountAsync(range, cancellation);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        Commits++;
        Writes += writes.Count;
        BytesWritten += writes.Sum(write => (long)write.Body.Length);
        WriteUnits += writes.Sum(write => WriteUnitsPerKilobyte * Kilobytes(write.Body.Length));
        return Inner.CommitAsync(partition, writes, cancellation);
    }

    private static long Kilobytes(long bytes) => Math.Max(1, (bytes + 1023) / 1024);
}
