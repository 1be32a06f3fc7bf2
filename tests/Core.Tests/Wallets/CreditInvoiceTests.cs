using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class CreditInvoiceTests
{
    [Fact]
    public void What_an_invoice_gives_back_is_funded_and_free_and_nothing_of_what_was_spent()
    {
        var before = StateWith(10, HoldOf(5)).Wallet;

        var change = WalletDecisions.CreditInvoice(before, before.Currency, "inv_1:-4", 4, Noon).OrThrow();

        Assert.Equal((before.Funded + 4, 14m, 5m, 0m), (change.Wallet.Funded, change.Wallet.Available, change.Wallet.Held, change.Wallet.Spent));
        Assert.Equal(JournalKind.InvoiceCredit, Assert.Single(change.Entries).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_and_less_is_refused(int amount) =>
        AssertRefused("INVALID_VALUE", WalletDecisions.CreditInvoice(WalletWith(1), WalletWith(1).Currency, "inv_1:-4", amount, Noon));

    [Fact]
    public void Another_currency_is_refused() =>
        AssertRefused("CURRENCY_MISMATCH", WalletDecisions.CreditInvoice(WalletWith(1), Currency.Parse("JPY"), "inv_1:-4", 4, Noon));
}
