using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Portals;

public sealed class PortalSubscriptionTests
{
    private static readonly object Week = new { expiresIn = "P7D" };

    [Fact]
    public async Task It_is_cancelled_for_the_end_of_the_period_and_billed_to_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "20", funds: "100");
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        var browser = await Browser.AtPortalAsync(api, shop, Week);

        var cancelled = await browser.PostAsync("/portal/api/cancellation", new { }, 200);

        Assert.Equal(("active", "2026-03-01T00:00:00Z"), (cancelled.Text("status"), cancelled.Text("endsAt")));
        Assert.True(cancelled["isCancelledByCustomer"]!.GetValue<bool>());
        Assert.Equal("ALREADY_TERMINATED", (await browser.PostAsync("/portal/api/cancellation", new { }, 409)).Code());
        Assert.Equal("The customer cancelled it.", (await PlanKit.SubscriptionAsync(shop)).Text("terminationReason"));

        await shop.UseAsync("a", 4);
        await shop.MoveClockAsync("2026-06-01T00:00:00Z");
        var over = await browser.GetAsync("/portal/api");
        Assert.Equal(("terminated", false), (over.Text("status"), over["isCancelledByCustomer"]!.GetValue<bool>()));
        Assert.Equal(["20.00", "2.00"], (await PlanKit.InvoicesAsync(shop)).Select(invoice => invoice.Text("grandTotal")));
        Assert.Equal("CANCELLATION_IN_FORCE", (await browser.DeleteAsync("/portal/api/cancellation", 409)).Code());
        Assert.Equal(2, (await browser.GetAsync("/portal/api/invoices"))["data"]!.AsArray().Count);
        await PlanKit.VerifyAsync(shop);
    }

    [Fact]
    public async Task Taken_back_it_goes_on_as_if_nothing_had_been()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(
            api, fee: "20", funds: "100", terms: """{"creditAllocations":[{"name":"Monthly","amount":"1","recurrence":{"interval":"P1M"}}]}""");
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        var browser = await Browser.AtPortalAsync(api, shop, Week);
        await browser.PostAsync("/portal/api/cancellation", new { }, 200);
        await shop.UseAsync("a", 4);

        var back = await browser.DeleteAsync("/portal/api/cancellation");

        Assert.Null(back["endsAt"]);
        Assert.Equal("CANCELLATION_NOT_FOUND", (await browser.DeleteAsync("/portal/api/cancellation", 404)).Code());
        await shop.MoveClockAsync("2026-03-20T00:00:00Z");
        await shop.UseAsync("b", 6);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal(["20.00", "22.00", "23.00"], (await PlanKit.InvoicesAsync(shop)).Select(invoice => invoice.Text("grandTotal")));
        Assert.Equal("active", (await PlanKit.SubscriptionAsync(shop)).Text("status"));
        // Credits came each month: February, March, April.
        Assert.Equal("103", (await shop.Client.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200)).Text("funded"));
        await PlanKit.VerifyAsync(shop);
    }

    [Fact]
    public async Task What_the_merchant_has_ended_stays_ended()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effective = "period_end" }, 200);
        var browser = await Browser.AtPortalAsync(api, shop);

        Assert.False((await browser.GetAsync("/portal/api"))["isCancelledByCustomer"]!.GetValue<bool>());
        Assert.Equal("CANCELLATION_NOT_FOUND", (await browser.DeleteAsync("/portal/api/cancellation", 404)).Code());
        Assert.Equal("ALREADY_TERMINATED", (await browser.PostAsync("/portal/api/cancellation", new { }, 409)).Code());
    }

    [Fact]
    public async Task One_that_is_paused_until_nobody_knows_when_ends_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/pause", new { }, 200);
        await shop.MoveClockAsync("2026-02-11T00:00:00Z");
        var browser = await Browser.AtPortalAsync(api, shop);
        Assert.Null((await browser.GetAsync("/portal/api"))["periodEnd"]);

        var ended = await browser.PostAsync("/portal/api/cancellation", new { }, 200);

        Assert.Equal(("terminated", "2026-02-11T00:00:00Z"), (ended.Text("status"), ended.Text("endsAt")));
    }

    [Fact]
    public async Task It_goes_on_with_a_plan_that_the_merchant_named_when_the_period_ends()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1");
        var (cheap, unnamed) = (await PlanKit.PlanAsync(shop, unitPrice: "0.25"), await PlanKit.PlanAsync(shop, unitPrice: "0"));
        var current = (await PlanKit.SubscriptionAsync(shop)).Text("planId");
        var browser = await Browser.AtPortalAsync(api, shop, new { expiresIn = "P7D", planIds = new[] { cheap, current, cheap } });
        Assert.Equal([cheap], (await browser.GetAsync("/portal/api"))["offered"]!.AsArray().Select(plan => plan!.Text("id")));

        var refused = await browser.PostAsync("/portal/api/planChange", new { planId = unnamed }, 400);
        Assert.Equal(("planId", "PLAN_NOT_OFFERED"), (refused.Field(), refused["errors"]![0]!.Text("code")));
        var changed = await browser.PostAsync("/portal/api/planChange", new { planId = cheap }, 200);

        var change = changed["change"]!;
        Assert.Equal(("New", "2026-03-01T00:00:00Z", true), (change.Text("planName"), change.Text("effectiveAt"), change["isAskedByCustomer"]!.GetValue<bool>()));
        Assert.Equal("CHANGE_SCHEDULED", (await browser.PostAsync("/portal/api/planChange", new { planId = cheap }, 409)).Code());
        await shop.UseAsync("a", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await shop.UseAsync("b", 4);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal(["4.00", "1.00"], (await PlanKit.InvoicesAsync(shop)).Select(invoice => invoice.Text("grandTotal")));
        await PlanKit.VerifyAsync(shop);
    }

    [Fact]
    public async Task A_change_is_called_off_by_who_asked_for_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await PlanKit.PlanAsync(shop, unitPrice: "0.25");
        var browser = await Browser.AtPortalAsync(api, shop, new { planIds = new[] { plan } });
        await browser.PostAsync("/portal/api/planChange", new { planId = plan }, 200);

        Assert.Null((await browser.DeleteAsync("/portal/api/planChange"))["change"]);
        await PlanKit.ChangeAsync(shop, new { planId = plan, effective = "period_end" });

        Assert.False((await browser.GetAsync("/portal/api"))["change"]!["isAskedByCustomer"]!.GetValue<bool>());
        Assert.Equal("SCHEDULED_CHANGE_NOT_FOUND", (await browser.DeleteAsync("/portal/api/planChange", 404)).Code());
        Assert.NotNull((await PlanKit.SubscriptionAsync(shop))["scheduledChange"]);
    }

    [Fact]
    public async Task Without_plans_in_the_link_there_is_nothing_to_change_to()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await PlanKit.PlanAsync(shop, unitPrice: "0.25");
        var browser = await Browser.AtPortalAsync(api, shop);

        Assert.Empty((await browser.GetAsync("/portal/api"))["offered"]!.AsArray());
        Assert.Equal("PLAN_NOT_OFFERED", (await browser.PostAsync("/portal/api/planChange", new { planId = plan }, 400))["errors"]![0]!.Text("code"));
        Assert.Equal("planId", (await browser.PostAsync("/portal/api/planChange", new { }, 400)).Field());
    }
}
