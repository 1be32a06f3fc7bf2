using System.Runtime.CompilerServices;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Books;

/// <summary>Reads the books in the order of their pages, a few pages at a time: by the time of the pages' first entries.</summary>
internal sealed class BookScan(IDocumentStore store)
{
    /// <summary>How many pages are read at a time: one is some ten kilobytes.</summary>
    internal const int PagesAtATime = 50;

    /// <summary>The entries of a period, with their places.</summary>
    /// <param name="partitions">Where they are, of one tenant's books; the first of them is first among entries of one time.</param>
    /// <param name="period">From when to when.</param>
    /// <param name="after">Only those behind this place; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async IAsyncEnumerable<(BookPosition Position, BookEntry Entry)> ReadAsync(
        IReadOnlyList<string> partitions, Period period, BookPosition? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var sources = partitions.Select(partition => PagesAsync(partition, period, after, cancellation).GetAsyncEnumerator(cancellation)).ToList();
        try
        {
            var heads = new List<StoredDocument?>();
            foreach (var source in sources)
            {
                heads.Add(await NextAsync(source));
            }

            // Of one time the partition that is named first is first.
            while (heads.Index().Where(head => head.Item is not null).OrderBy(head => BookDocuments.TimeOf(head.Item!.Id), StringComparer.Ordinal).FirstOrDefault() is (var source, { } page))
            {
                foreach (var (index, entry) in page.As<BookPage>(partitions[source]).Entries.Index())
                {
                    var position = new BookPosition(source, page.Id, index);
                    if (period.Contains(entry.At) && (after is null || after.CompareTo(position) < 0))
                    {
                        yield return (position, entry);
                    }
                }

                heads[source] = await NextAsync(sources[source]);
            }
        }
        finally
        {
            foreach (var source in sources)
            {
                await source.DisposeAsync();
            }
        }
    }

    private static async ValueTask<StoredDocument?> NextAsync(IAsyncEnumerator<StoredDocument> source) => await source.MoveNextAsync() ? source.Current : null;

    private async IAsyncEnumerable<StoredDocument> PagesAsync(
        string partition, Period period, BookPosition? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = BookDocuments.Pages(partition, period);
        if (after is not null && BookDocuments.TimeOf(after.Page) is var from && string.CompareOrdinal(range.From, from) < 0)
        {
            range = range with { From = from };
        }

        await foreach (var page in store.ScanAsync(range, cancellation, PagesAtATime))
        {
            yield return page;
        }
    }
}
