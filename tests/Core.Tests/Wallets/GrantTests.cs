using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class GrantTests
{
    private static readonly Instant Later = Noon + Duration.FromHours(1);

    [Fact]
    public void A_wallet_without_grants_is_written_as_it_ever_was() =>
        Assert.Equal(
            """{"currency":"USD","funded":"5","available":"5","held":"0","spent":"0","owed":"0","watermarks":{},"journalLength":1}""",
            System.Text.Encoding.UTF8.GetString(Sample.WalletWith(5).ToBody().Span));

    [Fact]
    public void A_wallet_with_grants_is_read_as_it_was_written()
    {
        var wallet = Grants.WalletWith(5, Of(3, expiresAt: Later), Of(1, "b", effectiveAt: Later), Monthly(2) with { Id = Id<Grant>.Of("c") });

        Assert.Equal(wallet, new StoredDocument("wallet", "1", wallet.ToBody()).As<Wallet>());
    }

    [Fact]
    public void A_grant_is_money_at_once_or_when_its_time_comes()
    {
        var wallet = Grants.WalletWith(1, Of(3), Of(4, "b", effectiveAt: Later));

        Assert.Equal((4, 4), (wallet.Funded, wallet.Available));
        Assert.Equal(8, WalletTime.Pass(wallet, Later).Wallet.Available);
        Assert.Equal(wallet, WalletTime.Pass(wallet, Later - Duration.Epsilon).Wallet);
    }

    [Fact]
    public void What_is_left_expires_by_an_entry_of_its_own_at_the_first_instant_after_its_time()
    {
        var wallet = WalletDecisions.PayInvoice(Grants.WalletWith(1, Of(3, expiresAt: Later)), "inv_1", 2, Noon).OrThrow().Wallet;

        Assert.Empty(WalletTime.Pass(wallet, Later - Duration.Epsilon).Entries);
        var passed = WalletTime.Pass(wallet, Later);

        Assert.Equal((JournalKind.Expiry, "grt_a"), (Assert.Single(passed.Entries).Kind, passed.Entries[0].Reference));
        Assert.Equal((4, 1, 2, 1), (passed.Wallet.Funded, passed.Wallet.Available, passed.Wallet.Spent, passed.Wallet.Expired));
        Assert.Empty(passed.Wallet.Lots);
    }

    [Fact]
    public void Usage_uses_lots_in_order_and_the_balance_last()
    {
        var wallet = Grants.WalletWith(5, Of(3), Of(2, "b", expiresAt: Later));

        var folded = WalletFold.Apply(new WalletState(wallet, new Dictionary<Id<Hold>, Hold>()), [new(At(1), null, 1), new(At(2), null, 3)], Noon);

        Assert.Equal("a=1 -=5", Left(folded.State.Wallet));
        Assert.Equal(
            [new(JournalAccount.Available, -2, new LotId(Id<Grant>.Of("b"))), new(JournalAccount.Spent, 4), new(JournalAccount.Available, -2, new LotId(Id<Grant>.Of("a")))],
            Assert.Single(folded.Entries).Postings);
    }

    [Fact]
    public void A_hold_takes_from_lots_and_gives_back_to_them()
    {
        var placed = WalletDecisions.Place(Grants.WalletWith(5, Of(3)), Usd, HoldOf(4), Noon).OrThrow();
        Assert.Equal("a=0+3 -=4", Left(placed.Wallet));

        var used = WalletFold.Apply(new WalletState(placed.Wallet, new Dictionary<Id<Hold>, Hold> { [placed.Hold!.Id] = placed.Hold }), [new(At(1), placed.Hold.Id, 1)], Noon);

        Assert.Equal("a=2 -=5", Left(used.State.Wallet));
        Assert.Equal("a=3 -=5", Left(WalletDecisions.Release(placed.Wallet, placed.Hold, Noon).OrThrow().Wallet));
    }

    [Fact]
    public void What_a_hold_gives_back_to_a_lot_that_has_expired_expires()
    {
        var placed = WalletDecisions.Place(Grants.WalletWith(5, Of(3, expiresAt: Later)), Usd, HoldOf(2), Noon).OrThrow();
        var expired = WalletTime.Pass(placed.Wallet, Later).Wallet;
        Assert.Equal(("a=0+2 -=5", 1), (Left(expired), expired.Expired));

        var released = WalletTime.Pass(WalletDecisions.Release(expired, placed.Hold!, Later).OrThrow().Wallet, Later).Wallet;

        Assert.Equal(("-=5", 3), (Left(released), released.Expired));
    }

    [Fact]
    public void What_a_hold_gives_back_to_an_expired_lot_does_not_pay_for_the_next_event_of_the_batch()
    {
        var placed = WalletDecisions.Place(Grants.WalletWith(1, Of(3, expiresAt: Later)), Usd, HoldOf(3), Noon).OrThrow();
        var state = new WalletState(WalletTime.Pass(placed.Wallet, Later).Wallet, new Dictionary<Id<Hold>, Hold> { [placed.Hold!.Id] = placed.Hold });

        var folded = WalletFold.Apply(state, [new(At(1), placed.Hold.Id, 1), new(At(2), null, 2)], Later);

        Assert.Equal([new(At(1), 1, 0) { Posted = 1 }, new(At(2), 1, 1)], folded.Outcomes);
        Assert.Equal("a=2 -=0", Left(folded.State.Wallet));
    }

    [Fact]
    public void What_is_given_back_for_corrected_usage_is_of_the_balance()
    {
        var state = new WalletState(Grants.WalletWith(0, Of(3)), new Dictionary<Id<Hold>, Hold>());
        var used = WalletFold.Apply(state, [new(At(1), null, 2)], Noon).State;

        Assert.Equal("a=1 -=2", Left(WalletFold.Correct(used, new UsageCorrection(At(2), 2, 0, 0), Noon).State.Wallet));
    }

    [Fact]
    public void A_grant_that_is_taken_back_keeps_what_was_used_and_loses_the_rest_also_what_holds_give_back()
    {
        var placed = WalletDecisions.Place(Grants.WalletWith(5, Of(3)), Usd, HoldOf(2), Noon).OrThrow();

        var voided = WalletDecisions.Void(placed.Wallet, Id<Grant>.Of("a"), Noon).Wallet;
        Assert.Equal(("a=0+2 -=5", 1), (Left(voided), voided.Voided));
        var released = WalletTime.Pass(WalletDecisions.Release(voided, placed.Hold!, Noon).OrThrow().Wallet, Noon).Wallet;

        Assert.Equal(("-=5", 3, 0), (Left(released), released.Voided, released.Expired));
    }

    [Fact]
    public void So_many_grants_are_open_and_no_more()
    {
        var full = Grants.WalletWith(0, [.. Enumerable.Range(0, WalletDecisions.MaxGrants).Select(number => Of(1, $"g{number}"))]);

        AssertRefused("TOO_MANY_GRANTS", WalletDecisions.Grant(full, Of(1, "more"), Noon));
        var used = WalletDecisions.PayInvoice(full, "inv_1", 1, Noon).OrThrow().Wallet;
        Assert.Equal(WalletDecisions.MaxGrants, WalletDecisions.Grant(used, Of(1, "more"), Noon).OrThrow().Wallet.Available);
    }

    [Fact]
    public void A_grant_in_another_currency_is_refused() =>
        AssertRefused("CURRENCY_MISMATCH", WalletDecisions.Grant(Sample.WalletWith(1), Of(1) with { Currency = Eur }, Noon));
}
