using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Books;

/// <summary>What is on all accounts at an instant.</summary>
/// <param name="At">What came before it is counted.</param>
/// <param name="Totals">By currency and account, in the order of the chart of accounts; accounts without entries are left out.</param>
public sealed record TrialBalance(Instant At, IReadOnlyList<BookTotal> Totals)
{
    /// <summary>The currencies that there are entries in.</summary>
    public IEnumerable<Currency> Currencies => Totals.Select(total => total.Currency).Distinct();

    /// <summary>All debits in a currency: as much as all credits.</summary>
    public decimal Debit(Currency currency) => Totals.Where(total => total.Currency == currency).Sum(total => total.Debit);

    /// <summary>All credits in a currency.</summary>
    public decimal Credit(Currency currency) => Totals.Where(total => total.Currency == currency).Sum(total => total.Credit);

    /// <summary>What is on an account, on the side that it grows on; 0 for one without entries.</summary>
    public decimal Balance(BookAccount account, Currency currency) =>
        Totals.FirstOrDefault(total => total.Account == account && total.Currency == currency)?.Balance() ?? 0;
}
