namespace Tallystick.Core.Books;

/// <summary>What all entries of a day of UTC come to: changed in the commits that write its entries.</summary>
/// <param name="Totals">By currency and account.</param>
internal sealed record BookDay(IReadOnlyList<BookTotal> Totals)
{
    /// <summary>The day with more entries.</summary>
    internal BookDay With(IEnumerable<BookEntry> entries) => new(BookTotal.Sum([.. Totals, .. BookTotal.Of(entries)]));
}
