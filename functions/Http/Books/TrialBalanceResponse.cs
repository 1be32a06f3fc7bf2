using NodaTime;
using Tallystick.Core.Books;

namespace Tallystick.Http.Books;

/// <summary>What is on all accounts, a balance for each currency.</summary>
/// <param name="At">What came before it is counted.</param>
/// <param name="Currencies">The balances; none where there are no entries.</param>
internal sealed record TrialBalanceResponse(Instant At, IReadOnlyList<CurrencyBalanceResponse> Currencies)
{
    public string Object => "trialBalance";

    public static TrialBalanceResponse Of(TrialBalance balance) =>
        new(balance.At, [.. balance.Currencies.Select(currency => CurrencyBalanceResponse.Of(balance, currency))]);
}
