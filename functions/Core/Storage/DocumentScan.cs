using System.Runtime.CompilerServices;

namespace Tallystick.Core.Storage;

/// <summary>Reads ranges of any size.</summary>
internal static class DocumentScan
{
    private const int ScanSize = 500;

    /// <summary>All documents of a range in the order of their ids. One that is made meanwhile may be missed; none that stands is.</summary>
    internal static async IAsyncEnumerable<StoredDocument> ScanAsync(
        this IDocumentStore store, DocumentRange range, [EnumeratorCancellation] CancellationToken cancellation, int atATime = ScanSize)
    {
        IReadOnlyList<StoredDocument> some;
        do
        {
            some = await store.ListAsync(range, descending: false, 0, atATime, cancellation);
            foreach (var document in some)
            {
                yield return document;
            }

            // The first id that can follow: ids are of printable characters, and the space is the lowest of them.
            range = some.Count == 0 ? range : range with { From = some[^1].Id + " " };
        }
        while (some.Count == atATime);
    }
}
