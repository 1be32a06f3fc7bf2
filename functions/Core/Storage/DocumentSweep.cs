namespace Tallystick.Core.Storage;

/// <summary>Goes through a range of documents, however many there are.</summary>
internal static class DocumentSweep
{
    private const int PageSize = 500;

    /// <summary>Does something with each document. One with which it cannot be done now does not hold up the others.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="range">Which.</param>
    /// <param name="missed">What is said where it could not be done with some.</param>
    /// <param name="look">What to do; it may delete the document.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StoreUnavailableException">It could not be done with some: the next sweep does it.</exception>
    internal static async Task SweepAsync(
        this IDocumentStore store, DocumentRange range, string missed, Func<StoredDocument, Task> look, CancellationToken cancellation)
    {
        StoreUnavailableException? cause = null;
        IReadOnlyList<StoredDocument> page;
        do
        {
            page = await store.ListAsync(range, descending: false, 0, PageSize, cancellation);
            foreach (var document in page)
            {
                try
                {
                    await look(document);
                }
                catch (StoreUnavailableException exception)
                {
                    cause = exception;
                }
            }

            // What comes after the last one: its id with anything behind it.
            range = page.Count == 0 ? range : range with { From = page[^1].Id + " " };
        }
        while (page.Count == PageSize);
        if (cause is not null)
        {
            throw new StoreUnavailableException(missed, cause);
        }
    }
}
