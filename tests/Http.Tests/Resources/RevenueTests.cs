using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Revenue reports over HTTP.</summary>
public sealed class RevenueTests
{
    private const string Year = "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";

    private static async Task<IEnumerable<string>> RowsAsync(Shop shop, string groupBy, string period = Year) => Rows(await shop.Client.GetAsync($"/v0/reports/revenue?{period}&groupBy={groupBy}", 200));

    private static IEnumerable<string> Rows(JsonNode report) =>
        report["data"]!.AsArray().Select(row => $"{row!["key"]?.GetValue<string>() ?? "-"} {row!.Text("revenue")} {row!.Text("currency")}");

    [Fact]
    public async Task Revenue_is_parted_by_month_customer_and_metric()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.UseAsync("one", 6);
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");

        Assert.Equal(["2026-02 5.00 USD", "2026-03 8.00 USD"], await RowsAsync(shop, "month"));
        Assert.Equal([$"{shop.Customer} 13.00 USD"], await RowsAsync(shop, "customer"));
        Assert.Equal([$"{shop.Metric} 3.00 USD", "- 10.00 USD"], await RowsAsync(shop, "metric"));
        Assert.Equal(["2026-03 8.00 USD"], await RowsAsync(shop, "month", "from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z"));
    }

    [Fact]
    public async Task After_a_change_of_plan_each_plan_has_its_own_revenue_and_what_was_given_back_of_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "28", funds: "100");
        var first = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planId");
        var second = await PlanKit.MakeAsync(shop, new { }, PlanKit.Usage(shop, "0.2"), PlanKit.Fee("14"));
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/changePlan", new { planId = second }, 200);
        await shop.MoveClockAsync("2026-02-20T00:00:00Z");

        Assert.Equal(new[] { $"{first} 14.00 USD", $"{second} 7.00 USD" }.Order(), (await RowsAsync(shop, "plan")).Order());
    }

    [Fact]
    public async Task An_invoice_that_is_called_off_takes_its_revenue_back_when_it_is()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 6);
        await shop.MoveClockAsync("2026-03-01T01:00:00Z");
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        await shop.Client.PostAsync($"/v2/invoices/{(await shop.InvoicesAsync()).Single(invoice => invoice.Text("grandTotal") == "3.00").Text("id")}/void", new { }, 200);

        Assert.Equal(["2026-03 3.00 USD", "2026-04 -3.00 USD"], await RowsAsync(shop, "month"));
        Assert.Equal("0.00", (await shop.Client.GetAsync($"/v0/reports/revenue?{Year}", 200))["totals"]![0]!.Text("revenue"));
    }

    [Fact]
    public async Task An_unknown_grouping_is_refused()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal("groupBy", (await api.Test.GetAsync($"/v0/reports/revenue?{Year}&groupBy=colour", 400))["errors"]![0]!.Text("field"));
    }
}
