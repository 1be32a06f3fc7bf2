using Tallystick.Core.Values;

namespace Tallystick.Core.Books;

/// <summary>What entries did to an account: the sums of its debits and of its credits, both 0 or more.</summary>
/// <param name="Currency">In what.</param>
/// <param name="Account">The account.</param>
/// <param name="Debit">All debits.</param>
/// <param name="Credit">All credits.</param>
public sealed record BookTotal(Currency Currency, BookAccount Account, decimal Debit, decimal Credit)
{
    /// <summary>What is on the account: above 0 on the side that it grows on.</summary>
    public decimal Balance() => Account.IsDebitNormal() ? Debit - Credit : Credit - Debit;

    /// <summary>The totals of entries, by currency and account.</summary>
    public static IReadOnlyList<BookTotal> Of(IEnumerable<BookEntry> entries) =>
        Sum(entries.SelectMany(entry => entry.Legs, (entry, leg) => new BookTotal(
            entry.Currency, leg.Account, Math.Max(0, leg.Amount), Math.Max(0, -leg.Amount))));

    /// <summary>Totals of the same accounts taken together.</summary>
    public static IReadOnlyList<BookTotal> Sum(IEnumerable<BookTotal> totals) =>
    [
        .. totals.GroupBy(total => (total.Currency, total.Account))
            .OrderBy(same => same.Key.Currency.ToString(), StringComparer.Ordinal).ThenBy(same => same.Key.Account)
            .Select(same => new BookTotal(same.Key.Currency, same.Key.Account, same.Sum(total => total.Debit), same.Sum(total => total.Credit))),
    ];
}
