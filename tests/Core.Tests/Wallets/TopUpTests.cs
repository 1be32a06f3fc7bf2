using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class TopUpTests
{
    [Fact]
    public void A_top_up_is_free_to_spend_and_journalled()
    {
        var change = WalletDecisions.TopUp(WalletWith(5), Usd, 2.5m, PaymentId, Noon).OrThrow();

        Assert.Equal((7.5m, 7.5m), (change.Wallet.Funded, change.Wallet.Available));
        var entry = Assert.Single(change.Entries);
        Assert.Equal((2, JournalKind.TopUp, "pay_1", Noon), (entry.Sequence, entry.Kind, entry.Reference, entry.At));
        Assert.Equal([new(JournalAccount.Funding, -2.5m), new(JournalAccount.Available, 2.5m)], entry.Postings);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.0000000001")]
    [InlineData("1000000000000000")]
    [InlineData("999999999999999")] // Alone it would fit; with what is there it does not.
    public void An_amount_out_of_bounds_is_refused(string amount) =>
        AssertRefused("INVALID_VALUE", WalletDecisions.TopUp(WalletWith(5), Usd, decimal.Parse(amount), PaymentId, Noon));

    [Fact]
    public void A_wallet_has_one_currency() =>
        AssertRefused("CURRENCY_MISMATCH", WalletDecisions.TopUp(WalletWith(5), Eur, 1, PaymentId, Noon));
}
