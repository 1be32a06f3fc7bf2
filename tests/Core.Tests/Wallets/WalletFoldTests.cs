using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class WalletFoldTests
{
    private static readonly Id<Hold> HoldId = HoldOf(10).Id;

    [Fact]
    public void A_batch_becomes_one_entry_a_hold_and_one_debit()
    {
        var folded = WalletFold.Apply(
            StateWith(5, HoldOf(10, maxUses: 3)),
            [new(At(1), HoldId, 2), new(At(2), null, 1), new(At(3), HoldId, 3), new(At(4), null, 1), new(At(5), HoldId, 1)],
            Noon);

        Assert.Equal(
            [(JournalKind.Post, "com_1", "0.0.1.0-0.0.5.0"), (JournalKind.Debit, "0.0.2.0-0.0.4.0", "0.0.2.0-0.0.4.0")],
            folded.Entries.Select(entry => (entry.Kind, entry.Reference, entry.Positions!)));
        var wallet = folded.State.Wallet;
        Assert.Equal((7, 0, 8, 0), (wallet.Available, wallet.Held, wallet.Spent, wallet.Owed));
        Assert.Equal((HoldStatus.Consumed, 6, 4), (folded.State.Holds[HoldId].Status, folded.State.Holds[HoldId].Posted, folded.State.Holds[HoldId].Released));
    }

    [Fact]
    public void What_a_hold_gives_back_pays_for_the_next_event()
    {
        var folded = WalletFold.Apply(StateWith(0, HoldOf(10)), [new(At(1), HoldId, 4), new(At(2), null, 6)], Noon);

        Assert.Equal([new(At(1), 4, 0) { Posted = 4 }, new(At(2), 6, 0)], folded.Outcomes);
        Assert.Equal((0, 10), (folded.State.Wallet.Available, folded.State.Wallet.Spent));
    }

    [Fact]
    public void What_is_not_paid_is_owed_without_an_entry()
    {
        var folded = WalletFold.Apply(new WalletState(WalletWith(0), new Dictionary<Id<Hold>, Hold>()), [new(At(1), null, 4)], Noon);

        Assert.Equal([new(At(1), 0, 4)], folded.Outcomes);
        Assert.Equal(4, folded.State.Wallet.Owed);
        Assert.Empty(folded.Entries);
    }

    [Fact]
    public void Charges_of_one_position_are_one_use()
    {
        var folded = WalletFold.Apply(StateWith(0, HoldOf(10)), [new(At(1), HoldId, 4), new(At(1), HoldId, 5)], Noon);

        Assert.Equal([new(At(1), 9, 0) { Posted = 9 }], folded.Outcomes);
        Assert.Equal(1, folded.State.Holds[HoldId].UsedCount);
    }

    [Fact]
    public void A_charge_that_names_an_unknown_hold_is_debited()
    {
        var folded = WalletFold.Apply(StateWith(5, HoldOf(10)), [new(At(1), Id<Hold>.Parse("com_other"), 4)], Noon);

        Assert.Equal([new(At(1), 4, 0)], folded.Outcomes);
        Assert.Equal(HoldOf(10).Remaining, folded.State.Holds[HoldId].Remaining);
    }

    [Fact]
    public void Positions_at_or_below_the_watermark_are_skipped_partition_by_partition()
    {
        var first = WalletFold.Apply(StateWith(100, HoldOf(10)), [new(At(5), null, 1)], Noon).State;

        var second = WalletFold.Apply(first, [new(At(4), null, 2), new(At(5), null, 4), new(At(6), null, 8), new(At(3, partition: 1), null, 16)], Noon);

        Assert.Equal([At(6), At(3, partition: 1)], second.Outcomes.Select(outcome => outcome.Position));
        Assert.Equal(1 + 8 + 16, second.State.Wallet.Spent);
    }

    [Fact]
    public void A_replay_changes_nothing()
    {
        UsageCharge[] charges = [new(At(2), HoldId, 4), new(At(1), null, 3), new(At(7, partition: 2), null, 300)];
        var once = WalletFold.Apply(StateWith(100, HoldOf(10, maxUses: 5)), charges, Noon);

        var twice = WalletFold.Apply(once.State, charges, Noon);

        Assert.Same(once.State, twice.State);
        Assert.Empty(twice.Entries);
        Assert.Empty(twice.Outcomes);
    }
}
