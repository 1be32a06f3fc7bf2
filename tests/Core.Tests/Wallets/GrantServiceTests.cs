using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Grants;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class GrantServiceTests : GrantKit
{
    [Fact]
    public async Task A_key_leads_to_one_grant()
    {
        var first = await GrantAsync(Wish(5));
        Assert.Equal((GrantStatus.Active, 5, 5), (first.Status, first.Granted, first.Remaining));

        Assert.Equal(first.Grant.Id, (await GrantAsync(Wish(5))).Grant.Id);
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await Service.CreateAsync(Tenant, Ada, Wish(6), default));
        AssertRefused("IDEMPOTENCY_KEY_REUSED", await Service.CreateAsync(Tenant, Ada, Wish(5) with { Name = "other" }, default));
        Assert.Equal(5, (await Fixture.AuditedWalletAsync()).Funded);
    }

    [Fact]
    public async Task Grants_of_one_key_made_at_once_are_one()
    {
        Fixture.Store.BeforeCommit = async _ => await ServiceOver(Fixture.Inner).CreateAsync(Tenant, Ada, Wish(5), default);

        await GrantAsync(Wish(5));

        Assert.Equal(5, (await Fixture.AuditedWalletAsync()).Funded);
    }

    [Fact]
    public async Task What_a_released_hold_gives_back_to_a_lot_that_is_over_is_gone_with_the_release()
    {
        await GrantAsync(Wish(5) with { ExpiresAt = Noon + Duration.FromMinutes(1) });
        var hold = await Fixture.PlaceAsync(4);

        (await Fixture.Holds.ReleaseHoldAsync(Account, hold.Id, Noon + Duration.FromMinutes(1), default)).OrThrow();

        Assert.Equal((0, 5), ((await Fixture.AuditedWalletAsync()).Available, (await Fixture.AuditedWalletAsync()).Expired));
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_gives_back_to_the_lots_that_paid_also_to_one_that_was_used_up()
    {
        await GrantAsync(Wish(3, "a"));
        await GrantAsync(Wish(1, "b") with { Priority = 1 });
        (await Fixture.Wallets.TopUpAsync(Account, Usd, 5, PaymentId, Noon, default)).OrThrow();
        var before = await Fixture.AuditedWalletAsync();
        (await Fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:7", 7, Noon, default)).OrThrow();
        var after = await Fixture.AuditedWalletAsync();
        Assert.Equal((0, 2), (after.Lots.Count, after.Available));

        await Fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);
        await Fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        var refunded = await Fixture.AuditedWalletAsync();
        Assert.Equal(before with { JournalLength = refunded.JournalLength }, refunded);
    }

    [Fact]
    public async Task An_invoice_gives_back_to_a_grant_that_was_taken_back_what_is_gone_at_once()
    {
        var made = await GrantAsync(Wish(5));
        (await Fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon, default)).OrThrow();
        Assert.Equal((GrantStatus.Exhausted, 5), ((await ViewAsync(made)).Status, (await ViewAsync(made)).Burned));
        var voided = (await Service.VoidAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();
        Assert.Equal((GrantStatus.Voided, 5, 0), (voided.Status, voided.Burned, voided.Voided));

        await Fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        Assert.Equal((0, 5), ((await Fixture.AuditedWalletAsync()).Available, (await Fixture.AuditedWalletAsync()).Voided));
        Assert.Equal((0, 5), ((await ViewAsync(made)).Burned, (await ViewAsync(made)).Voided));
    }

    [Fact]
    public async Task A_refund_of_the_moment_in_which_a_used_up_grant_is_taken_back_gives_it_nothing()
    {
        var made = await GrantAsync(Wish(5));
        (await Fixture.Wallets.PayInvoiceAsync(Account, Usd, "inv_1:5", 5, Noon, default)).OrThrow();
        Fixture.Store.BeforeCommit = async _ => (await ServiceOver(Fixture.Inner).VoidAsync(Tenant, Ada, made.Grant.Id, default)).OrThrow();

        await Fixture.Wallets.RefundInvoiceAsync(Account, "inv_1", Noon, default);

        Assert.Equal((0, 5), ((await Fixture.AuditedWalletAsync()).Available, (await Fixture.AuditedWalletAsync()).Voided));
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

        await new ErasedGrants(Fixture.Store).ErasedAsync(Tenant, Ada, default);

        Assert.Equal((null, 5), ((await ViewAsync(made)).Grant.Name, (await ViewAsync(made)).Remaining));
        await SweepAsync(Noon + (9 * Day));
        Assert.Equal((5, 5), ((await Fixture.AuditedWalletAsync()).Funded, (await Fixture.AuditedWalletAsync()).Expired));
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

        Assert.Null(await Fixture.Wallets.GetAsync(Account, default));
    }
}
