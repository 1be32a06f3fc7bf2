using Tallystick.Core.Storage;

namespace Tallystick.Core.Books;

/// <summary>Writes entries into the books, in commits of others.</summary>
internal sealed class BookWrites(IDocumentStore store)
{
    /// <summary>
    /// The writes that post entries, for the commit that makes them true: a page for each day of UTC and each <see cref="BookPage.Max"/> of its entries, and the
    /// day's totals. The commit does not hold where another posted into the same days first, or posted one of them: the caller reads again.
    /// </summary>
    /// <param name="partition">Of the commit.</param>
    /// <param name="entries">The entries; for none there are no writes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<IReadOnlyList<DocumentWrite>> PostingAsync(string partition, IReadOnlyList<BookEntry> entries, CancellationToken cancellation)
    {
        var writes = new List<DocumentWrite>();
        foreach (var day in entries.GroupBy(entry => BookDocuments.DayOf(entry.At)))
        {
            var id = BookDocuments.Totals(day.Key);
            var read = await store.ReadAsync<BookDay>(partition, id, cancellation) ?? new Versioned<BookDay>(new BookDay([]), null);
            writes.Add((read with { Value = read.Value.With(day) }).ToWrite(id));
            writes.AddRange(day.OrderBy(entry => entry.At).ThenBy(entry => entry.Id, StringComparer.Ordinal).Chunk(BookPage.Max)
                .Select(some => DocumentWrite.Create(BookDocuments.Page(some[0]), new BookPage(some).ToBody())));
        }

        return writes;
    }
}
