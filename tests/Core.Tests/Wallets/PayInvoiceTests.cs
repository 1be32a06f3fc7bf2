using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class PayInvoiceTests
{
    [Theory]
    [InlineData(10, 4, 4)]
    [InlineData(10, 10, 10)]
    [InlineData(10, 12, 10)]
    [InlineData(0, 12, 0)]
    [InlineData(10, 0, 0)]
    public void An_invoice_is_paid_as_far_as_the_free_balance_reaches(int available, int amount, int paid)
    {
        var before = StateWith(available, HoldOf(5)).Wallet;

        var change = WalletDecisions.PayInvoice(before, "inv_1", amount, Noon).OrThrow();

        Assert.Equal((available - paid, 5, paid), (change.Wallet.Available, change.Wallet.Held, change.Wallet.Spent));
        Assert.Equal(paid > 0 ? 1 : 0, change.Entries.Count);
    }

    [Fact]
    public void A_negative_amount_is_refused() =>
        AssertRefused("INVALID_VALUE", WalletDecisions.PayInvoice(WalletWith(1), "inv_1", -1, Noon));
}
