using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class HoldGuardTests
{
    [Fact]
    public async Task A_hold_that_lost_to_another_is_judged_anew_with_what_that_reserves()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var holds = new HoldService(fixture.Store, fixture.Ids, new AtMost(5));
        var isFirst = true;
        fixture.Store.BeforeCommit = async partition =>
        {
            if (isFirst && partition == Account.ToString())
            {
                isFirst = false;
                (await fixture.Holds.PlaceHoldAsync(Account, Request(3), ServiceFixture.Clock, default)).OrThrow();
            }
        };

        AssertRefused("TOO_MUCH", await holds.PlaceHoldAsync(Account, Request(3), ServiceFixture.Clock, default));

        Assert.Equal(3, Assert.Single((await fixture.AuditedWalletAsync()).Reserved).Amount);
    }

    [Fact]
    public async Task What_an_expired_hold_reserves_is_given_back_before_another_is_refused()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var holds = new HoldService(fixture.Store, fixture.Ids, new AtMost(5));
        var past = (await holds.PlaceHoldAsync(Account, Request(4), ServiceFixture.Clock, default)).OrThrow();

        (await holds.PlaceHoldAsync(Account, Request(5), new WalletClock(past.ExpiresAt), default)).OrThrow();

        Assert.Equal(5, Assert.Single((await fixture.AuditedWalletAsync()).Reserved).Amount);
    }

    [Fact]
    public async Task Each_use_of_a_hold_reserves_that_much_less_and_the_last_nothing()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(10);
        var hold = await fixture.PlaceAsync(6, maxUses: 2);
        var item = hold.Items[0];

        await fixture.ChargeAsync(new UsageCharge(At(1), hold.Id, 1) { Uses = new([new HoldUse(item.MetricId, item.Quantity / 4)]) });

        Assert.Equal([new ReservedUsage(item.MetricId, 0.75m, 4.5m)], (await fixture.AuditedWalletAsync()).Reserved);
        await fixture.ChargeAsync(new UsageCharge(At(2), hold.Id, 1) { Uses = new([new HoldUse(item.MetricId, item.Quantity / 4)]) });
        Assert.Empty((await fixture.AuditedWalletAsync()).Reserved);
    }

    private sealed class AtMost(decimal most) : IHoldGuard
    {
        public Task<Refusal?> CheckAsync(AccountId account, Wallet wallet, Hold hold, Instant now, CancellationToken cancellation) =>
            Task.FromResult(wallet.Reserved.Sum(entry => entry.Amount) + hold.Amount > most
                ? new Refusal(RefusalKind.PaymentRequired, "TOO_MUCH", "That is too much.")
                : null);
    }
}
