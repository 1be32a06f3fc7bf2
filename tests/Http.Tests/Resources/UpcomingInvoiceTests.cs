using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class UpcomingInvoiceTests
{
    [Fact]
    public async Task The_next_invoice_is_previewed_as_it_will_be()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        await shop.UseAsync("one", 3);
        var upcoming = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 200);
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");
        var listed = (await shop.InvoicesAsync())[0];
        var invoice = await api.Test.GetAsync($"/v2/invoices/{listed.Text("id")}?expand=lineItems", 200);

        Assert.Equal(("upcomingInvoice", "2026-02-10T00:00:00Z"), (upcoming.Text("object"), upcoming.Text("asOf")));
        string[] same = ["customerId", "subscriptionId", "currency", "periodStart", "periodEnd", "gracePeriodEnd", "subtotal", "totalTax", "grandTotal", "prepaidAmount"];
        Assert.Equal(same.Select(name => invoice.Text(name)), same.Select(name => upcoming.Text(name)));
        Assert.Equal(invoice["lineItems"]!.ToJsonString(), upcoming["lineItems"]!.ToJsonString());
        Assert.Equal(invoice["taxTotals"]!.ToJsonString(), upcoming["taxTotals"]!.ToJsonString());
        Assert.NotEmpty(upcoming["taxTotals"]!.AsArray());
    }

    [Fact]
    public async Task A_subscription_of_another_merchant_is_not_found()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", (await api.Live.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 404)).Code());
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", (await api.Live.GetAsync("/v0/subscriptions/nothing/upcomingInvoice", 404)).Code());
    }

    [Fact]
    public async Task Bug_A_trial_whose_plan_is_changed_has_an_upcoming_invoice_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (first, second) = (await PlanKit.MakeAsync(shop, new { trialDays = 30 }, PlanKit.Fee("28")), await PlanKit.MakeAsync(shop, new { }, PlanKit.Fee("9")));
        var subscription = await PlanKit.StartAsync(shop, first);
        await shop.MoveClockAsync("2026-02-20T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = second }, 200);

        var atOnce = await shop.Client.GetAsync($"/v0/subscriptions/{subscription}/upcomingInvoice", 200);
        await shop.MoveClockAsync("2026-02-20T03:00:00Z");
        var later = await shop.Client.GetAsync($"/v0/subscriptions/{subscription}/upcomingInvoice", 200);

        Assert.Equal(("9.00", "9.00"), (atOnce.Text("grandTotal"), later.Text("grandTotal")));
    }
}
