using Tallystick.Core.Books;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Proofs;

/// <summary>The totals of days as they stand, and as their entries add up to.</summary>
internal sealed class DayTotals
{
    private readonly Dictionary<string, IReadOnlyList<BookTotal>?> standing = [];
    private readonly Dictionary<string, List<BookTotal>> counted = [];
    private readonly HashSet<string> misplaced = [];

    private DayTotals()
    {
    }

    /// <summary>Reads how they stand.</summary>
    internal static async Task<DayTotals> ReadAsync(IDocumentStore store, string partition, CancellationToken cancellation)
    {
        var read = new DayTotals();
        await foreach (var document in store.ScanAsync(BookDocuments.AllTotals(partition), cancellation))
        {
            read.standing[document.Id] = Unreadable.OrNull<BookDay>(document)?.Totals;
        }

        return read;
    }

    /// <summary>Counts an entry of a page.</summary>
    internal void Add(string page, BookEntry entry)
    {
        var day = BookDocuments.DayOf(entry.At);
        if (!page.StartsWith(BookDocuments.PagesOf(day), StringComparison.Ordinal))
        {
            misplaced.Add(page);
        }

        if (!counted.TryGetValue(BookDocuments.Totals(day), out var totals))
        {
            counted[BookDocuments.Totals(day)] = totals = [];
        }

        totals.AddRange(BookTotal.Of([entry]));
        if (totals.Count > 1000)
        {
            var sum = BookTotal.Sum(totals);
            totals.Clear();
            totals.AddRange(sum);
        }
    }

    /// <summary>What is wrong with them. Days into which was posted meanwhile are left out.</summary>
    /// <param name="after">How they stand after the entries were read.</param>
    internal IEnumerable<Finding> Differences(DayTotals after)
    {
        foreach (var day in after.standing.Keys.Union(standing.Keys).Union(counted.Keys).Order(StringComparer.Ordinal))
        {
            var (before, now) = (standing.GetValueOrDefault(day), after.standing.GetValueOrDefault(day));
            var isQuiet = before is null ? now is null : now is not null && before.SequenceEqual(now);
            if (isQuiet && !BookTotal.Sum(counted.GetValueOrDefault(day) ?? []).SequenceEqual(before ?? []))
            {
                yield return new Finding(FindingCodes.BookTotalDiffers, day, "The totals of the day are not those of its entries.");
            }
        }

        foreach (var page in misplaced)
        {
            yield return new Finding(FindingCodes.BookEntryDiffers, page, "An entry of the page is of another day.");
        }
    }
}
