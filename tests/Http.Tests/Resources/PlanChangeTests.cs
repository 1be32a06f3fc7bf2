using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Subscriptions that go on under another plan. The customer's clock begins at 2026-02-01T00:00:00Z, where February has 28 days.</summary>
public sealed class PlanChangeTests
{
    // https://docs.stripe.com/billing/subscriptions/prorations: from 10 to 20 USD halfway through the period: -5 and +10.
    [InlineData("10", "20", "2026-02-15T00:00:00Z", "-5.00", "10.00")]
    // https://docs.useautumn.com/documentation/modelling-pricing/proration: from 20 to 50 USD halfway: 15 more.
    [InlineData("20", "50", "2026-02-15T00:00:00Z", "-10.00", "25.00")]
    // https://changelog.baremetrics.com/api---proration-charge-fixes-ymQbm: from 12 to 24 USD after a week of four: 9 back, 18 for the rest.
    [InlineData("12", "24", "2026-02-08T00:00:00Z", "-9.00", "18.00")]
    // To the second: of 2,419,200 seconds all but one are left.
    [InlineData("24192", "0", "2026-02-01T00:00:01Z", "-24191.99", null)]
    [Theory]
    public async Task A_fee_that_was_paid_in_advance_is_given_back_for_the_rest_and_the_new_plans_is_charged_for_it(
        string before, string after, string at, string credit, string? charge)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: before, funds: "100000");
        var plan = await PlanAsync(shop, fee: after);
        await shop.MoveClockAsync(at);

        var changed = await ChangeAsync(shop, new { planId = plan });
        Assert.Equal((plan, "active"), (changed.Text("planId"), changed.Text("status")));
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var (first, cut, rest) = await ThreeAsync(shop);
        Assert.Equal(("2026-02-01T00:00:00Z", at), (cut.Text("periodStart"), cut.Text("periodEnd")));
        Assert.Equal((at, "2026-03-01T00:00:00Z"), (rest.Text("periodStart"), rest.Text("periodEnd")));
        var back = Fees(cut)[0];
        Assert.Equal((credit, "refund", first.Text("id")), (back.Text("totalAmount"), back.Text("lineItemType"), back.Text("originalInvoiceId")));
        Assert.Equal((at, "2026-03-01T00:00:00Z"), (back.Text("periodStart"), back.Text("periodEnd")));
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), (back.Text("partOfPeriodStart"), back.Text("partOfPeriodEnd")));
        Assert.Equal(charge ?? "0.00", Fees(cut)[1].Text("totalAmount"));
        Assert.Equal(decimal.Parse(after), decimal.Parse(Fees(rest)[0].Text("totalAmount"))); // March, in full
        await VerifyAsync(shop);
    }

    // https://getlago.com/docs/guide/subscriptions/upgrades-downgrades: in arrears, from 100 to 200 EUR on 15 January: 14/31 of the one, 17/31 of the other.
    [Fact]
    public async Task Fees_in_arrears_are_charged_for_the_part_of_the_period_that_each_plan_covers()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "100", term: "in_arrears"), effective = "period_end" });
        await shop.MoveClockAsync("2026-05-15T00:00:00Z");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "200", term: "in_arrears") });
        await shop.MoveClockAsync("2026-06-02T00:00:00Z");

        var may = (await InvoicesAsync(shop)).Skip(3).ToList();
        Assert.Equal(["45.16", "109.68"], may.Select(invoice => Assert.Single(Fees(invoice)).Text("totalAmount")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Usage_is_billed_by_the_plan_in_force_when_it_occurred_though_both_are_in_one_hour_and_one_comes_late()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1");
        var plan = await PlanAsync(shop, unitPrice: "10");
        await shop.UseAsync("a", 3, timestamp: "2026-02-01T00:00:00Z");
        await shop.MoveClockAsync("2026-02-15T12:30:00Z");
        await ChangeAsync(shop, new { planId = plan });
        await shop.UseAsync("b", 5, timestamp: "2026-02-15T12:29:59.999Z");
        await shop.UseAsync("c", 7, timestamp: "2026-02-15T12:30:00Z");
        await shop.MoveClockAsync("2026-02-16T00:00:00Z");
        await shop.UseAsync("late", 2, timestamp: "2026-02-15T12:15:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoices = await InvoicesAsync(shop);
        Assert.Equal(["8.00", "72.00"], invoices.Select(invoice => invoice.Text("grandTotal")));
        var late = invoices[1]["lineItems"]!.AsArray()[^1]!;
        Assert.Equal(("2.00", invoices[0].Text("id")), (late.Text("totalAmount"), late.Text("originalInvoiceId")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task The_wallet_pays_for_usage_by_the_plan_in_force_when_it_occurred()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "1", funds: "100");
        await shop.UseAsync("a", 3);
        await shop.MoveClockAsync("2026-02-15T12:30:00Z");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, unitPrice: "10", usageTerm: "instant") });
        await shop.UseAsync("b", 2, timestamp: "2026-02-15T12:29:00Z");
        await shop.UseAsync("c", 2);

        Assert.Equal("100 = 75 + 0 + 25, 0", await shop.WalletAsync());
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.All(await InvoicesAsync(shop), invoice => Assert.Equal("0.00", invoice.Text("unpaidAmount")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task Without_proration_the_period_is_paid_for_once_and_the_new_fee_begins_with_the_next()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "10", funds: "100");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "20"), proration = "none" });
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var (_, cut, rest) = await ThreeAsync(shop);
        Assert.Empty(Fees(cut));
        Assert.Equal("20.00", Assert.Single(Fees(rest)).Text("totalAmount"));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_change_at_the_end_of_the_period_is_seen_and_charged_in_full()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "10", funds: "100");
        var (old, plan) = ((await SubscriptionAsync(shop)).Text("planId"), await PlanAsync(shop, fee: "20"));
        var changed = await ChangeAsync(shop, new { planId = plan, effective = "period_end" });
        Assert.Equal((old, plan, "2026-03-01T00:00:00Z"), (changed.Text("planId"), changed["scheduledChange"]!.Text("planId"), changed["scheduledChange"]!.Text("effectiveAt")));
        Assert.Equal("CHANGE_SCHEDULED", (await ChangeAsync(shop, new { planId = plan }, 409)).Code());
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        Assert.Equal(plan, (await SubscriptionAsync(shop)).Text("planId"));
        var (_, february, march) = await ThreeAsync(shop);
        Assert.Equal(["20.00", "20.00"], Fees(february).Concat(Fees(march)).Select(line => line.Text("totalAmount")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_change_that_is_called_off_leaves_the_period_as_it_was()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "10", funds: "100");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "20"), effectiveAt = "2026-02-20T00:00:00Z" });
        var calledOff = await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/scheduledChange", null, 200);
        Assert.Null(calledOff["scheduledChange"]);
        Assert.Single(calledOff["phases"]!.AsArray());
        Assert.Equal("SCHEDULED_CHANGE_NOT_FOUND", (await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/scheduledChange", null, 404)).Code());
        await shop.MoveClockAsync("2026-02-25T00:00:00Z");
        Assert.Single(await InvoicesAsync(shop));
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoices = await InvoicesAsync(shop);
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), (invoices[1].Text("periodStart"), invoices[1].Text("periodEnd")));
        Assert.Equal("10.00", Assert.Single(Fees(invoices[1])).Text("totalAmount"));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_change_in_a_later_period_is_known_to_the_invoice_that_charges_it_in_advance()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "31", funds: "100");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "62"), effectiveAt = "2026-03-11T00:00:00Z" });
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal("10.00", Assert.Single(Fees((await InvoicesAsync(shop))[1])).Text("totalAmount"));
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{shop.Subscription}/scheduledChange", null, 200);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        // April in advance, and what of March was not charged in advance.
        Assert.Equal(["31.00", "21.00"], Fees((await InvoicesAsync(shop))[2]).Select(line => line.Text("totalAmount")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_yearly_plan_begins_a_period_of_its_own_where_a_monthly_one_ends()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "1000");
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await ChangeAsync(shop, new { planId = await PlanAsync(shop, fee: "365", cadence: "P1Y") });
        await shop.MoveClockAsync("2026-02-09T00:00:00Z");

        var cut = (await InvoicesAsync(shop))[1];
        Assert.Equal(["-21.00", "365.00"], Fees(cut).Select(line => line.Text("totalAmount")));
        Assert.Equal("2027-02-08T00:00:00Z", Fees(cut)[1].Text("periodEnd"));
        await VerifyAsync(shop);
    }
}
