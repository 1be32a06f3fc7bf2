using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class WalletConcurrencyTests
{
    [Fact]
    public async Task Fifty_holds_at_once_never_overspend()
    {
        var fixture = await ServiceFixture.WithBalanceAsync(30);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => fixture.Holds.PlaceHoldAsync(Account, Request(1), ServiceFixture.Clock, default))));

        Assert.Equal(30, results.Count(result => result.TryGet(out _, out _)));
        Assert.All(results, result => Assert.True(result.TryGet(out _, out var refusal) || refusal.Code == "INSUFFICIENT_FUNDS"));
        var wallet = await fixture.AuditedWalletAsync();
        Assert.Equal((0, 30), (wallet.Available, wallet.Held));
    }

    [Fact]
    public async Task A_hold_is_resolved_once_by_racing_release_expiry_and_usage()
    {
        for (var round = 0; round < 100; round++)
        {
            var fixture = await ServiceFixture.WithBalanceAsync(10);
            var hold = await fixture.PlaceAsync(6);

            await Task.WhenAll(
                Task.Run(() => fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon, default)),
                Task.Run(() => fixture.Holds.ExpireAsync(Account, hold.Id, hold.ExpiresAt, default)),
                Task.Run(() => fixture.ChargeAsync(new UsageCharge(At(1), hold.Id, 5))));

            // Whoever resolves the hold, the usage is paid, and the rest is free.
            var wallet = await fixture.AuditedWalletAsync();
            Assert.Equal((5, 0, 5, 0), (wallet.Available, wallet.Held, wallet.Spent, wallet.Owed));
            var after = (await fixture.Holds.GetHoldAsync(Account, hold.Id, default)).OrThrow();
            Assert.Equal(after.Status == HoldStatus.Consumed ? (5m, 1m) : (0m, 6m), (after.Posted, after.Released));
            Assert.Equal(0, after.Remaining);
        }
    }
}
