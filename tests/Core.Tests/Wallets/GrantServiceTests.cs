using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Contracts;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class GrantServiceTests
{
    private static readonly Duration Day = Duration.FromDays(1);
    private readonly ManualTime time = new();
    private readonly ServiceFixture fixture = new();
    private readonly GrantSweeper sweeper;
    private readonly TestClocks testClocks;

    public GrantServiceTests()
    {
        testClocks = new TestClocks(fixture.Store, fixture.Ids);
        sweeper = new GrantSweeper(fixture.Store, new AllocatedCredits(fixture.Store, new CustomerDirectory(fixture.Store), new Clocks(time, testClocks)));
        time.Advance((Noon - time.Now).ToTimeSpan());
    }

    private GrantService Service => new(fixture.Store, fixture.Ids, new Clocks(time, testClocks), new AccountTermsReader(fixture.Store, new CustomerDirectory(fixture.Store)), UnitsOver(fixture.Store));

    [Fact]
    public async Task A_key_leads_to_one_grant()
    {
        var first = await GrantAsync(Wish(5));
        Assert.Equal((GrantStatus.Active, 5, 5), (first.Status, first.Granted, first.Remaining));

        Assert.Equal(first.Grant.Id, (await GrantAsync(Wish(5))).Grant.Id);
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await Service.CreateAsync(Tenant, Ada, Wish(6), default));
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await Service.CreateAsync(Tenant, Ada, Wish(5) with { Name = "other" }, default));
        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Funded);
    }

    [Fact]
    public async Task Grants_of_one_key_made_at_once_are_one()
    {
        fixture.Store.BeforeCommit = async _ => await new GrantService(
            fixture.Inner, fixture.Ids, new Clocks(time, testClocks), new AccountTermsReader(fixture.Inner, new CustomerDirectory(fixture.Inner)), UnitsOver(fixture.Inner))
            .CreateAsync(Tenant, Ada, Wish(5), default);

        await GrantAsync(Wish(5));

        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Funded);
    }

    [Fact]
    public async Task The_sweeper_has_grants_come_and_expire()
    {
        var made = await GrantAsync(Wish(5) with { EffectiveAt = Noon + Day, ExpiresAt = Noon + (2 * Day) });
        Assert.Equal((GrantStatus.Pending, 0), (made.Status, made.Granted));
        Assert.Equal(0, await SweepAsync(Noon + Day - Duration.FromMilliseconds(1)));

        Assert.Equal(1, await SweepAsync(Noon + Day));
        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Available);
        Assert.Equal(0, await SweepAsync(Noon + Day));

        Assert.Equal(1, await SweepAsync(Noon + (2 * Day)));
        Assert.Equal((0, 5), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Expired));
        Assert.Equal((GrantStatus.Expired, 5), ((await ViewAsync(made)).Status, (await ViewAsync(made)).Expired));
        Assert.Equal(0, await fixture.Store.CountAsync(DocumentRange.WithPrefix("grants-due", "2"), default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bug_a_lot_that_was_used_up_when_it_was_looked_at_did_not_expire_after_it_was_given_something_back(bool recurs)
    {
        var wish = Wish(5) with { EffectiveAt = Noon + Day };
        await GrantAsync(recurs ? wish with { Interval = Tallystick.Core.Billing.BillingCadence.Day, EndsAt = Noon + (2 * Day) } : wish with { ExpiresAt = Noon + (2 * Day) });
        (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon + Day, default)).OrThrow();
        await SweepAsync(Noon + Day);
        await fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon + Day, default);
        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Available);

        await SweepAsync(Noon + (2 * Day));

        Assert.Equal((0, 5), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task The_sweeper_makes_up_for_months_in_which_it_did_not_run_and_goes_on()
    {
        var made = await GrantAsync(Wish(10) with { Interval = Tallystick.Core.Billing.BillingCadence.Day, RolloverMaximum = 3 });
        var hold = await fixture.PlaceAsync(4);

        Assert.Equal(1, await SweepAsync(Noon + (100 * Day)));
        Assert.Equal(13, (await fixture.AuditedWalletAsync()).Available);
        Assert.Equal(1, await SweepAsync(Noon + (101 * Day)));

        Assert.Equal(102 * 10, (await fixture.AuditedWalletAsync()).Funded);
        Assert.Equal(4, (await ViewAsync(made)).Held);
        Assert.Equal(HoldStatus.Open, hold.Status);
    }

    [Fact]
    public async Task An_entry_whose_grant_is_being_made_is_kept_for_an_hour()
    {
        fixture.Store.BeforeCommit = partition => partition == "grants-due" ? Task.CompletedTask : throw new StoreUnavailableException("cut off");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => GrantAsync(Wish(5) with { EffectiveAt = Noon + Day }));
        fixture.Store.BeforeCommit = _ => Task.CompletedTask;

        Assert.Equal(0, await SweepAsync(Noon + Day + Duration.FromMinutes(59)));
        Assert.Equal(1, await SweepAsync(Noon + Day + Duration.FromMinutes(60)));
    }

    [Fact]
    public async Task Usage_that_the_log_took_when_a_grant_was_over_is_not_paid_by_it()
    {
        await GrantAsync(Wish(5) with { ExpiresAt = Noon + Day });

        Assert.Equal(5, (await LoadForUsageAsync(Noon + Day - Duration.Epsilon)).Available);
        Assert.Equal((0, 5), ((await LoadForUsageAsync(Noon + Day)).Available, (await fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task On_a_test_clock_the_clock_decides_and_not_the_time_at_which_usage_comes()
    {
        var clock = (await testClocks.CreateAsync(Tenant, null, Noon, Noon, default)).OrThrow();
        var customer = Ada with { TestClockId = clock.Id.ToString() };
        (await Service.CreateAsync(Tenant, customer, Wish(5) with { ExpiresAt = Noon + Day }, default)).OrThrow();

        Assert.Equal(5, (await LoadForUsageAsync(Noon + (300 * Day))).Available);
        Assert.Equal(0, await SweepAsync(Noon + (300 * Day)));
        await new TestClockMover(fixture.Store, [sweeper]).MoveAsync(Tenant, clock.Id, now => now + Day, default);

        Assert.Equal(5, (await fixture.AuditedWalletAsync()).Expired);
    }

    [Fact]
    public async Task What_a_released_hold_gives_back_to_a_lot_that_is_over_is_gone_with_the_release()
    {
        await GrantAsync(Wish(5) with { ExpiresAt = Noon + Duration.FromMinutes(1) });
        var hold = await fixture.PlaceAsync(4);

        (await fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon + Duration.FromMinutes(1), default)).OrThrow();

        Assert.Equal((0, 5), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_gives_back_to_the_lots_that_paid_also_to_one_that_was_used_up()
    {
        await GrantAsync(Wish(3, "a"));
        await GrantAsync(Wish(1, "b") with { Priority = 1 });
        (await fixture.Wallets.TopUpAsync(Account, Usd, 5, PaymentId, Noon, default)).OrThrow();
        var before = await fixture.AuditedWalletAsync();
        (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:7", 7, Noon, default)).OrThrow();
        var after = await fixture.AuditedWalletAsync();
        Assert.Equal((0, 2), (after.Lots.Count, after.Available));

        await fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);
        await fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        var refunded = await fixture.AuditedWalletAsync();
        Assert.Equal(before with { JournalLength = refunded.JournalLength }, refunded);
    }

    [Fact]
    public async Task An_invoice_gives_back_to_a_grant_that_was_taken_back_what_is_gone_at_once()
    {
        var made = await GrantAsync(Wish(5));
        (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon, default)).OrThrow();
        Assert.Equal((GrantStatus.Exhausted, 5), ((await ViewAsync(made)).Status, (await ViewAsync(made)).Burned));
        var voided = (await Service.VoidAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();
        Assert.Equal((GrantStatus.Voided, 5, 0), (voided.Status, voided.Burned, voided.Voided));

        await fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        Assert.Equal((0, 5), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Voided));
        Assert.Equal((0, 5), ((await ViewAsync(made)).Burned, (await ViewAsync(made)).Voided));
    }

    [Fact]
    public async Task A_refund_of_the_moment_in_which_a_used_up_grant_is_taken_back_gives_it_nothing()
    {
        var made = await GrantAsync(Wish(5));
        (await fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon, default)).OrThrow();
        fixture.Store.BeforeCommit = async _ => (await new GrantService(
            fixture.Inner, fixture.Ids, new Clocks(time, testClocks), new AccountTermsReader(fixture.Inner, new CustomerDirectory(fixture.Inner)), UnitsOver(fixture.Inner))
            .VoidAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();

        await fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        Assert.Equal((0, 5), ((await fixture.AuditedWalletAsync()).Available, (await fixture.AuditedWalletAsync()).Voided));
    }

    [Fact]
    public async Task A_page_lists_grants_newest_first()
    {
        await GrantAsync(Wish(1, "one"));
        await GrantAsync(Wish(2, "two"));

        var page = await Service.PageAsync(Tenant, Ada, new PageRequest(1), default);

        Assert.Equal((2, 2m), (page.Total, Assert.Single(page.Items).Remaining));
    }

    [Fact]
    public async Task Erasing_a_customer_ends_what_recurs_and_forgets_what_was_written_of_it()
    {
        var made = await GrantAsync(Wish(5) with { Name = "For Ada", Interval = Tallystick.Core.Billing.BillingCadence.Day });

        await new ErasedGrants(fixture.Store).ErasedAsync(Tenant, Ada, default);

        Assert.Equal((null, 5), ((await ViewAsync(made)).Grant.Name, (await ViewAsync(made)).Remaining));
        await SweepAsync(Noon + (9 * Day));
        Assert.Equal((5, 5), ((await fixture.AuditedWalletAsync()).Funded, (await fixture.AuditedWalletAsync()).Expired));
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("priority")]
    [InlineData("effectiveAt")]
    [InlineData("expiresAt")]
    [InlineData("recurrence.rolloverMinimum")]
    [InlineData("recurrence.rolloverMaximum")]
    [InlineData("recurrence.endsAt")]
    [InlineData("idempotencyKey")]
    public async Task What_makes_no_sense_is_refused_with_its_field(string field)
    {
        var wish = Wish(5) with { Interval = Tallystick.Core.Billing.BillingCadence.Month };
        GrantRequest[] wrong = field switch
        {
            "amount" => [Wish(0), Wish(-1), Wish(1e-10m)],
            "priority" => [Wish(1) with { Priority = -1 }, Wish(1) with { Priority = 256 }],
            "effectiveAt" => [Wish(1) with { EffectiveAt = Instant.MinValue }, wish with { EffectiveAt = Noon - (32 * Day) }],
            "expiresAt" =>
            [
                Wish(1) with { ExpiresAt = Noon },
                Wish(1) with { EffectiveAt = Noon - (2 * Day), ExpiresAt = Noon - Day },
                Wish(1) with { EffectiveAt = Noon + Day, ExpiresAt = Noon + Day },
                wish with { ExpiresAt = Noon + Day },
            ],
            "recurrence.rolloverMinimum" => [wish with { RolloverMinimum = 2, RolloverMaximum = 1 }, wish with { RolloverMinimum = -1 }],
            "recurrence.rolloverMaximum" => [wish with { RolloverMaximum = -1, RolloverMinimum = -2 }],
            "recurrence.endsAt" => [wish with { EndsAt = Noon }, wish with { EndsAt = Instant.MaxValue }],
            _ => [Wish(1, ""), Wish(1, new string('k', 256))],
        };
        foreach (var one in wrong)
        {
            Assert.False((await Service.CreateAsync(Tenant, Ada, one, default)).TryGet(out _, out var refused));
            Assert.Contains(refused.Errors, error => error.Field == field);
        }

        Assert.Null(await fixture.Wallets.GetAsync(Account, default));
    }

    /// <summary>Where no units are granted nothing is asked of usage.</summary>
    private UnitGrants UnitsOver(IDocumentStore store) => new(store, new CustomerDirectory(store), new Clocks(time, testClocks), null!);

    private async Task<GrantView> GrantAsync(GrantRequest wish) => (await Service.CreateAsync(Tenant, Ada, wish, default)).OrThrow();

    private async Task<GrantView> ViewAsync(GrantView made) => (await Service.GetAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();

    private Task<int> SweepAsync(Instant now) => sweeper.SweepAsync(new WalletClock(now), 100, default);

    private async Task<Wallet> LoadForUsageAsync(Instant enqueuedAt) =>
        (await new WalletDocuments(fixture.Store).LoadForUsageAsync(Account, [], Usd, enqueuedAt, default)).Wallet.Value;
}
