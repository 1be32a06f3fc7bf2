using System.Globalization;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What was earned and is not invoiced, at any moment.</summary>
public sealed class AccrualTests
{
    /// <summary>The accrual of the second customer, or of the only one.</summary>
    private static async Task<JsonNode> RowAsync(Shop shop, string at = "") =>
        (await shop.Client.GetAsync($"/v0/reports/accrual{(at.Length > 0 ? $"?at={at}" : "")}", 200))["data"]!.AsArray()
            .OrderBy(row => row!.Text("subscriptionId") == shop.Subscription).First()!;

    private static async Task<string> FiguresAsync(Shop shop, string at = "")
    {
        var row = await RowAsync(shop, at);
        return $"{row.Text("usage")} {row.Text("fees")} {row.Text("adjustments")} {row.Text("total")}";
    }

    /// <summary>A second customer, who pays 28 in arrears and 0.50 a unit, from 1 February.</summary>
    private static async Task<(Shop Shop, string Customer, string Subscription)> OpenAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api);
        var plan = await PlanKit.MakeAsync(shop, new { }, PlanKit.Usage(shop, "0.5"), new
        {
            feeId = "base",
            invoiceDisplayName = "Base fee",
            paymentTerm = "in_arrears",
            model = "standard",
            properties = new { unitPrice = "28" },
        });
        var customer = await Sample.CustomerAsync(api.Test, testClockId: shop.Clock);
        var subscription = await shop.Client.PostAsync("/v0/subscriptions", new { name = "Second", planId = plan, customerId = customer, startedAt = "2026-02-01T00:00:00Z" });
        return (shop, customer, subscription.Text("id"));
    }

    private static async Task UseAsync(TestApi api, Shop shop, string customer, string quantity, string timestamp)
    {
        await shop.Client.PostAsync("/v0/usage", new { idempotencyKey = timestamp, customerId = customer, timestamp, properties = new[] { new { billableMetricId = shop.Metric, quantity } } });
        await api.MeterAllAsync();
    }

    [Fact]
    public async Task Usage_accrues_as_it_is_counted_and_a_fee_in_arrears_day_by_day()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, customer, _) = await OpenAsync(api);
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await UseAsync(api, shop, customer, "6", "2026-02-08T00:00:00Z");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await UseAsync(api, shop, customer, "2", "2026-02-15T00:00:00Z");

        Assert.Equal("0.00 1.00 0.00 1.00", await FiguresAsync(shop, "2026-02-02T00:00:00Z"));
        Assert.Equal("3.00 8.00 0.00 11.00", await FiguresAsync(shop, "2026-02-09T00:00:00Z"));
        Assert.Equal("4.00 14.00 0.00 18.00", await FiguresAsync(shop));
        Assert.Equal(("2026-02-15T00:00:00Z", "4.00"), ((await RowAsync(shop, "2030-01-01T00:00:00Z")).Text("at"), (await RowAsync(shop, "2030-01-01T00:00:00Z")).Text("usage")));
    }

    [Fact]
    public async Task At_the_end_of_a_period_the_accrual_is_what_its_invoice_charges_and_stays_so_when_it_is_asked_for_later()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, customer, subscription) = await OpenAsync(api);
        await shop.MoveClockAsync("2026-02-08T00:00:00Z");
        await UseAsync(api, shop, customer, "6", "2026-02-08T00:00:00Z");
        var upcoming = await api.Test.GetAsync($"/v0/subscriptions/{subscription}/upcomingInvoice", 200);
        await shop.MoveClockAsync("2026-03-01T00:00:00Z");
        var accrued = await RowAsync(shop, "2026-03-01T00:00:00Z");
        await shop.MoveClockAsync("2026-03-03T00:00:00Z");

        Assert.Equal(("31.00", upcoming.Text("subtotal")), (accrued.Text("total"), accrued.Text("total")));
        Assert.Equal(accrued.Text("total"), (await shop.InvoicesAsync($"?customerId={customer}"))[0].Text("subtotal"));
        Assert.Equal("0.00 1.81 0.00 1.81", await FiguresAsync(shop));
        Assert.Equal("31.00", (await RowAsync(shop, "2026-03-01T00:00:00Z")).Text("total"));
    }

    [Fact]
    public async Task The_usage_that_accrues_by_now_is_that_of_the_upcoming_invoice_with_what_came_late_and_without_tax()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await shop.UseAsync("late", 3, timestamp: "2026-02-20T00:00:00Z");
        await shop.UseAsync("one", 2);
        var upcoming = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 200);
        var usage = upcoming["lineItems"]!.AsArray().Where(line => line!["billableMetricId"] is not null).Sum(line => decimal.Parse(line!.Text("totalPrice"), CultureInfo.InvariantCulture));

        Assert.Equal("2.50 0.00 0.00 2.50", await FiguresAsync(shop));
        Assert.Equal(2.5m, usage);
    }

    [Fact]
    public async Task All_subscriptions_are_in_the_table()
    {
        await using var api = await TestApi.StartAsync();
        var (shop, customer, subscription) = await OpenAsync(api);
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");

        var table = await shop.Client.GetStringAsync(new Uri("/v0/exports/accrual.csv", UriKind.Relative));

        Assert.Equal("customerId,subscriptionId,at,currency,usage,fees,adjustments,total,prepaidAmount,problem", table.Split("\r\n")[0]);
        Assert.Equal(
            new[] { $"{customer},{subscription},2026-02-15T00:00:00Z,USD,0,14,0,14,0,", $"{shop.Customer},{shop.Subscription},2026-02-15T00:00:00Z,USD,0,0,0,0,0," }.Order(),
            table.Split("\r\n")[1..^1].Order());
    }
}
