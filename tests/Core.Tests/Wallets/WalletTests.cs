using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class WalletTests
{
    [Theory]
    [InlineData(10, 5, 3, 2, true)]
    [InlineData(10, 5, 3, 1, false)]
    [InlineData(10, -1, 9, 2, false)]
    [InlineData(10, 11, -1, 0, false)]
    [InlineData(10, 11, 0, -1, false)]
    public void A_wallet_out_of_balance_is_found(int funded, int available, int held, int spent, bool balanced)
    {
        var wallet = Wallet.Empty(Usd) with { Funded = funded, Available = available, Held = held, Spent = spent };

        Assert.Equal(balanced, Record.Exception(wallet.Check) is null);
    }

    [Fact]
    public void The_journal_is_folded_in_its_order()
    {
        var entry = WalletDecisions.TopUp(WalletWith(1), Usd, 1, PaymentId, Noon).OrThrow().Entries[0];

        Assert.Throws<InvalidOperationException>(() => WalletWith(0).Apply(entry));
        Assert.Equal(2, WalletWith(1).Apply(entry).Funded);
    }

    [Fact]
    public void A_wallet_is_stored_with_decimals_and_positions_as_text()
    {
        var wallet = WalletFold.Apply(StateWith(5, HoldOf(10)), [new(At(7), HoldOf(10).Id, 10), new(At(3, 1), null, 6.5m)], Noon).State.Wallet;

        Assert.Equal(
            """{"currency":"USD","funded":"15","available":"0","held":"0","spent":"15","owed":"1.5","watermarks":{"0.0":"0.0.7.0","0.1":"0.1.3.0"},"journalLength":4}""",
            System.Text.Encoding.UTF8.GetString(wallet.ToBody().Span));
        Assert.Equal(wallet, new StoredDocument("wallet", "1", wallet.ToBody()).As<Wallet>());
    }

    [Fact]
    public void Watermarks_never_fall()
    {
        var marks = Watermarks.None.Advance(At(5)).Advance(At(3));

        Assert.True(marks.Covers(At(5)));
        Assert.False(marks.Covers(At(6)));
        Assert.False(marks.Covers(At(1, partition: 1)));
        Assert.False(marks.Covers(At(1) with { Log = 1 }));
    }
}
