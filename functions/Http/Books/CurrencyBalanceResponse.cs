using Tallystick.Core.Books;
using Tallystick.Core.Values;

namespace Tallystick.Http.Books;

/// <summary>What is on all accounts in one currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Accounts">The accounts, in the order of the chart.</param>
/// <param name="TotalDebit">All debits.</param>
/// <param name="TotalCredit">All credits: as much as all debits.</param>
internal sealed record CurrencyBalanceResponse(Currency Currency, IReadOnlyList<AccountBalanceResponse> Accounts, decimal TotalDebit, decimal TotalCredit)
{
    public static CurrencyBalanceResponse Of(TrialBalance balance, Currency currency) => new(
        currency,
        [.. balance.Totals.Where(total => total.Currency == currency).Select(AccountBalanceResponse.Of)],
        balance.Debit(currency),
        balance.Credit(currency));
}
