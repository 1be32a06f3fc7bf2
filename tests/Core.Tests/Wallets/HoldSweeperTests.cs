using NodaTime;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class HoldSweeperTests
{
    [Fact]
    public async Task Expired_holds_are_released_once_and_living_ones_kept()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var shorter = (await fixture.Holds.PlaceHoldAsync(
            Account, Request(4) with { ExpiresIn = Duration.FromMinutes(1) }, ServiceFixture.Clock, default)).OrThrow();
        var longer = await fixture.PlaceAsync(3);
        var then = new WalletClock(shorter.ExpiresAt);

        Assert.Equal(0, await fixture.Sweeper.SweepAsync(ServiceFixture.Clock, 10, default));
        Assert.Equal(1, await fixture.Sweeper.SweepAsync(then, 10, default));
        Assert.Equal(0, await fixture.Sweeper.SweepAsync(then, 10, default));

        Assert.Equal((7, 3), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Held));
        Assert.Equal([longer.Id], (await fixture.Holds.ListActiveHoldsAsync(Account, default)).Select(hold => hold.Id));
    }

    [Fact]
    public async Task A_sweep_takes_the_earliest_and_no_more_than_asked()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        foreach (var minutes in new[] { 3, 1, 2 })
        {
            await fixture.Holds.PlaceHoldAsync(
                Account, Request(minutes) with { ExpiresIn = Duration.FromMinutes(minutes) }, ServiceFixture.Clock, default);
        }

        Assert.Equal(2, await fixture.Sweeper.SweepAsync(new WalletClock(Noon + Duration.FromHours(1)), 2, default));

        Assert.Equal(3, (await fixture.AuditedWalletAsync()).Held);
    }

    [Fact]
    public async Task A_hold_that_is_being_placed_is_not_forgotten_by_a_sweeper_whose_clock_is_twenty_minutes_ahead()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var sweeper = new HoldSweeper(fixture.Inner, new HoldService(fixture.Inner, fixture.Ids));
        var ahead = new WalletClock(Noon + Duration.FromMinutes(20));
        fixture.Store.BeforeCommit = partition => partition == Account.ToString() ? sweeper.SweepAllAsync(ahead, default) : Task.CompletedTask;
        await fixture.Holds.PlaceHoldAsync(Account, Request(4) with { ExpiresIn = Duration.FromSeconds(1) }, ServiceFixture.Clock, default);

        await sweeper.SweepAllAsync(ahead, default);

        Assert.Equal((10, 0), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Held));
    }

    [Fact]
    public async Task Each_clock_has_its_own_list()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var test = new WalletClock(Noon, "tc_1");
        await fixture.Holds.PlaceHoldAsync(Account, Request(4), test, default);
        var later = Noon + Duration.FromDays(1);

        Assert.Equal(0, await fixture.Sweeper.SweepAsync(new WalletClock(later), 10, default));
        Assert.Equal(1, await fixture.Sweeper.SweepAsync(test with { Now = later }, 10, default));
    }

    [Fact]
    public async Task Holds_resolved_earlier_are_taken_off_the_lists()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var consumed = await fixture.PlaceAsync(4);
        var released = await fixture.PlaceAsync(3);
        await fixture.ChargeAsync(new UsageCharge(At(1), consumed.Id, 4));
        await fixture.Holds.ReleaseHoldAsync(Account, released.Id, Noon, default);

        Assert.Equal(2, await fixture.Sweeper.SweepAsync(new WalletClock(consumed.ExpiresAt), 10, default));

        Assert.Equal(6, (await fixture.AuditedWalletAsync()).Available);
        Assert.Equal(0, await fixture.Store.CountAsync(Tallystick.Core.Storage.DocumentRange.WithPrefix(Account.ToString(), "live:"), default));
    }
}
