using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>What time does to grants.</summary>
public class GrantSweeperTests : GrantKit
{
    [Fact]
    public async Task The_sweeper_has_grants_come_and_expire()
    {
        var made = await GrantAsync(Wish(5) with { EffectiveAt = Noon + Day, ExpiresAt = Noon + (2 * Day) });
        Assert.Equal((GrantStatus.Pending, 0), (made.Status, made.Granted));
        Assert.Equal(0, await SweepAsync(Noon + Day - Duration.FromMilliseconds(1)));

        Assert.Equal(1, await SweepAsync(Noon + Day));
        Assert.Equal(5, (await Fixture.AuditedWalletAsync()).Available);
        Assert.Equal(0, await SweepAsync(Noon + Day));

        Assert.Equal(1, await SweepAsync(Noon + (2 * Day)));
        Assert.Equal((0, 5), ((await Fixture.AuditedWalletAsync()).Available, (await Fixture.AuditedWalletAsync()).Expired));
        Assert.Equal((GrantStatus.Expired, 5), ((await ViewAsync(made)).Status, (await ViewAsync(made)).Expired));
        Assert.Equal(0, await Fixture.Store.CountAsync(DocumentRange.WithPrefix("grants-due", "2"), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bug_a_lot_that_was_used_up_when_it_was_looked_at_did_not_expire_after_it_was_given_something_back(bool recurs)
    {
        var wish = Wish(5) with { EffectiveAt = Noon + Day };
        await GrantAsync(recurs ? wish with { Interval = Tallystick.Core.Billing.BillingCadence.Day, EndsAt = Noon + (2 * Day) } : wish with { ExpiresAt = Noon + (2 * Day) });
        (await Fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon + Day, default)).OrThrow();
        await SweepAsync(Noon + Day);
        await Fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon + Day, default);
        Assert.Equal(5, (await Fixture.AuditedWalletAsync()).Available);

        await SweepAsync(Noon + (2 * Day));

        Assert.Equal((0, 5), ((await Fixture.AuditedWalletAsync()).Available, (await Fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task The_sweeper_makes_up_for_months_in_which_it_did_not_run_and_goes_on()
    {
        var made = await GrantAsync(Wish(10) with { Interval = Tallystick.Core.Billing.BillingCadence.Day, RolloverMaximum = 3 });
        var hold = await Fixture.PlaceAsync(4);

        Assert.Equal(1, await SweepAsync(Noon + (100 * Day)));
        Assert.Equal(13, (await Fixture.AuditedWalletAsync()).Available);
        Assert.Equal(1, await SweepAsync(Noon + (101 * Day)));

        Assert.Equal(102 * 10, (await Fixture.AuditedWalletAsync()).Funded);
        Assert.Equal(4, (await ViewAsync(made)).Held);
        Assert.Equal(HoldStatus.Open, hold.Status);
    }

    [Fact]
    public async Task An_entry_whose_grant_is_being_made_is_kept_for_an_hour()
    {
        Fixture.Store.BeforeCommit = partition => partition == "grants-due" ? Task.CompletedTask : throw new StoreUnavailableException("cut off");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => GrantAsync(Wish(5) with { EffectiveAt = Noon + Day }));
        Fixture.Store.BeforeCommit = _ => Task.CompletedTask;

        Assert.Equal(0, await SweepAsync(Noon + Day + Duration.FromMinutes(59)));
        Assert.Equal(1, await SweepAsync(Noon + Day + Duration.FromMinutes(60)));
    }

    [Fact]
    public async Task Usage_that_the_log_took_when_a_grant_was_over_is_not_paid_by_it()
    {
        await GrantAsync(Wish(5) with { ExpiresAt = Noon + Day });

        Assert.Equal(5, (await LoadForUsageAsync(Noon + Day - Duration.Epsilon)).Available);
        Assert.Equal((0, 5), ((await LoadForUsageAsync(Noon + Day)).Available, (await Fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task On_a_test_clock_the_clock_decides_and_not_the_time_at_which_usage_comes()
    {
        var clock = (await TestClocks.CreateAsync(Tenant, null, Noon, Noon, default)).OrThrow();
        var customer = Ada with { TestClockId = clock.Id.ToString() };
        (await Service.CreateAsync(Tenant, customer, Wish(5) with { ExpiresAt = Noon + Day }, default)).OrThrow();

        Assert.Equal(5, (await LoadForUsageAsync(Noon + (300 * Day))).Available);
        Assert.Equal(0, await SweepAsync(Noon + (300 * Day)));
        await new TestClockMover(Fixture.Store, [Sweeper]).MoveAsync(Tenant, clock.Id, now => now + Day, default);

        Assert.Equal(5, (await Fixture.AuditedWalletAsync()).Expired);
    }

    private async Task<Wallet> LoadForUsageAsync(Instant enqueuedAt) =>
        (await new WalletDocuments(Fixture.Store).LoadForUsageAsync(Account, [], Usd, enqueuedAt, default)).Wallet.Value;
}
