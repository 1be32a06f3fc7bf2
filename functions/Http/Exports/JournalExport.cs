using Tallystick.Core.Books;

namespace Tallystick.Http.Exports;

/// <summary>The journal as a table: a row for each leg.</summary>
internal static class JournalExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "entryId", "at", "fact", "reference", "customerId", "subscriptionId", "account", "currency", "debit", "credit", "priceId", "billableMetricId",
    ];

    public static async IAsyncEnumerable<(BookEntry Entry, BookLeg Leg)> Rows(IAsyncEnumerable<BookEntry> entries)
    {
        await foreach (var entry in entries)
        {
            foreach (var leg in entry.Legs)
            {
                yield return (entry, leg);
            }
        }
    }

    public static void Write(CsvWriter csv, (BookEntry Entry, BookLeg Leg) row) => csv
        .Word(row.Entry.Id).Time(row.Entry.At).Word(Words.Of(row.Entry.Fact)).Text(row.Entry.Reference).Word(row.Entry.CustomerId).Word(row.Entry.SubscriptionId)
        .Word(Words.Of(row.Leg.Account)).Word(row.Entry.Currency).Number(Math.Max(0, row.Leg.Amount)).Number(Math.Max(0, -row.Leg.Amount))
        .Word(row.Leg.PriceId).Word(row.Leg.MetricId);
}
