using Tallystick.Core.Books;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Books;

/// <summary>Entries as tables show them.</summary>
internal static class BookTables
{
    /// <summary>The legs, debits first: <c>receivable 7 / revenue 6, tax_payable 1</c>.</summary>
    internal static string Of(BookEntry entry) => $"{Side(entry, 1)} / {Side(entry, -1)}";

    private static string Side(BookEntry entry, int sign) => string.Join(", ", entry.Legs
        .Where(leg => sign * leg.Amount > 0)
        .GroupBy(leg => leg.Account)
        .OrderBy(same => same.Key)
        .Select(same => $"{same.Key} {DecimalJsonConverter.Format(sign * same.Sum(leg => leg.Amount))}"));
}
