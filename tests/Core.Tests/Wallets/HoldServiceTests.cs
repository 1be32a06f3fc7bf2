using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class HoldServiceTests
{
    [Fact]
    public async Task A_hold_can_be_read_and_is_listed_while_open()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var released = await fixture.PlaceAsync(1);
        var consumed = await fixture.PlaceAsync(2);
        var open = await fixture.PlaceAsync(3);
        await fixture.Holds.ReleaseHoldAsync(Account, released.Id, Noon, default);
        await fixture.ChargeAsync(new UsageCharge(At(1), consumed.Id, 2));

        Assert.Equal([open.Id], (await fixture.Holds.ListActiveHoldsAsync(Account, default)).Select(hold => hold.Id));
        Assert.Equal(HoldStatus.Consumed, (await fixture.Holds.GetHoldAsync(Account, consumed.Id, default)).OrThrow().Status);
        AssertRefused("HOLD_NOT_FOUND", await fixture.Holds.GetHoldAsync(Account, HoldOf(1).Id, default));
    }

    [Fact]
    public async Task A_release_can_be_repeated()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(4);

        var first = (await fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon, default)).OrThrow();
        var second = (await fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon, default)).OrThrow();

        Assert.Equal((HoldStatus.Released, 4), (second.Status, second.Released));
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_hold_that_is_used_up_cannot_be_released_but_may_expire_without_effect()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(4);
        await fixture.ChargeAsync(new UsageCharge(At(1), hold.Id, 3));

        AssertRefused("HOLD_CONSUMED", await fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon, default));
        Assert.Equal(HoldStatus.Consumed, (await fixture.Holds.ExpireAsync(Account, hold.Id, hold.ExpiresAt, default)).OrThrow().Status);
        Assert.Equal(7, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_living_hold_does_not_expire()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(4);

        AssertRefused("HOLD_NOT_EXPIRED", await fixture.Holds.ExpireAsync(Account, hold.Id, Noon, default));
    }

    [Fact]
    public async Task A_hold_that_falls_short_makes_holds_past_their_expiry_give_way()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var old = await fixture.PlaceAsync(8);

        AssertRefused("INSUFFICIENT_FUNDS", await fixture.Holds.PlaceHoldAsync(Account, Request(5), ServiceFixture.Clock, default));
        var placed = (await fixture.Holds.PlaceHoldAsync(Account, Request(5), new WalletClock(old.ExpiresAt), default)).OrThrow();

        Assert.Equal([placed.Id], (await fixture.Holds.ListActiveHoldsAsync(Account, default)).Select(hold => hold.Id));
        Assert.Equal(HoldStatus.Expired, (await fixture.Holds.GetHoldAsync(Account, old.Id, default)).OrThrow().Status);
        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Held);
    }

    [Fact]
    public async Task An_account_without_a_wallet_can_hold_nothing_but_nothing()
    {
        var fixture = new ServiceFixture();

        AssertRefused("INSUFFICIENT_FUNDS", await fixture.Holds.PlaceHoldAsync(Account, Request(1), ServiceFixture.Clock, default));
        Assert.Equal(HoldStatus.Open, (await fixture.PlaceAsync(0)).Status);
        Assert.Equal(0, (await fixture.AuditedWalletAsync()).Funded);
    }

    [Fact]
    public async Task A_subject_that_is_no_customer_has_no_holds() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            new ServiceFixture().Holds.PlaceHoldAsync(AccountId.External(Tenant, "x"), Request(1), ServiceFixture.Clock, default));

    [Fact]
    public async Task A_hold_that_was_not_written_leaves_no_trace_in_the_wallet()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        fixture.Store.BeforeCommit = partition =>
            partition == Account.ToString() ? throw new StoreUnavailableException("cut off") : Task.CompletedTask;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.PlaceAsync(4));

        fixture.Store.BeforeCommit = _ => Task.CompletedTask;
        Assert.Equal(10, (await fixture.AuditedWalletAsync()).Available);
        var soon = new WalletClock(Noon + Duration.FromHours(1));
        Assert.Equal(0, await fixture.Sweeper.SweepAsync(soon, 10, default)); // The hold may still be on its way.
        Assert.Equal(1, await fixture.Sweeper.SweepAsync(soon with { Now = soon.Now + Duration.FromHours(1) }, 10, default));
    }

    [Fact]
    public async Task Losing_to_other_writers_for_ever_is_an_error_and_not_an_endless_loop()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var other = new WalletService(fixture.Inner);
        var commits = 0;
        fixture.Store.BeforeCommit = async partition =>
        {
            if (partition == Account.ToString())
            {
                await other.TopUpAsync(Account, Usd, 1, Id<Payment>.Parse($"pay_x{++commits}"), Noon, default);
            }
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.PlaceAsync(4));

        Assert.Equal(10 + commits, (await fixture.AuditedWalletAsync()).Available);
    }

    [Fact]
    public async Task A_hold_and_its_wallet_are_read_as_of_one_moment()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(6);
        var other = new HoldService(fixture.Inner, fixture.Ids);
        fixture.Store.AfterRead = id =>
            id == $"hold:{hold.Id}" ? other.ReleaseHoldAsync(Account, hold.Id, Noon, default) : Task.CompletedTask;

        var snapshot = await new WalletDocuments(fixture.Store).LoadAsync(Account, [hold.Id], Usd, Noon, default);

        Assert.Equal(snapshot.State.Wallet.Held, snapshot.State.Holds[hold.Id].Remaining);
    }
}
