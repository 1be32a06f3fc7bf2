using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class PlaceTests
{
    [Theory]
    [InlineData(10, 4)]
    [InlineData(10, 10)]
    public void A_hold_sets_money_aside(int available, int amount)
    {
        var change = WalletDecisions.Place(WalletWith(available), Usd, HoldOf(amount), Noon).OrThrow();

        Assert.Equal((available, available - amount, amount, 0), (change.Wallet.Funded, change.Wallet.Available, change.Wallet.Held, change.Wallet.Spent));
        var entry = Assert.Single(change.Entries);
        Assert.Equal((JournalKind.Hold, "com_1"), (entry.Kind, entry.Reference));
    }

    [Fact]
    public void A_hold_beyond_the_balance_is_refused_and_told_what_is_available()
    {
        WalletDecisions.Place(WalletWith(10), Usd, HoldOf(10.000000001m), Noon).TryGet(out _, out var refusal);

        Assert.Equal((RefusalKind.PaymentRequired, "INSUFFICIENT_FUNDS"), (refusal!.Kind, refusal.Code));
        Assert.Equal("The hold needs 10.000000001 USD; 10 USD is available.", refusal.Message);
        Assert.Empty(refusal.Errors);
    }

    [Fact]
    public void What_is_held_cannot_be_held_again() =>
        AssertRefused("INSUFFICIENT_FUNDS", WalletDecisions.Place(StateWith(3, HoldOf(7)).Wallet, Usd, HoldOf(4), Noon));

    [Fact]
    public void A_hold_of_nothing_needs_no_money_and_no_entry()
    {
        var change = WalletDecisions.Place(WalletWith(0), Usd, HoldOf(0), Noon).OrThrow();

        Assert.Equal(WalletWith(0) with { Reserved = HoldOf(0).Reserved }, change.Wallet);
        Assert.Empty(change.Entries);
    }

    [Fact]
    public void Prices_of_another_currency_are_refused() =>
        AssertRefused("CURRENCY_MISMATCH", WalletDecisions.Place(WalletWith(10), Eur, HoldOf(1), Noon));
}
