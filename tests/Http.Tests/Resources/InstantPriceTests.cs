using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>What wallets pay for as it is used.</summary>
public sealed class InstantPriceTests
{
    [Theory]
    [InlineData("AVG")]
    [InlineData("MIN")]
    [InlineData("MAX")]
    [InlineData("UNIQUE_COUNT")]
    [InlineData("LATEST")]
    public async Task Bug_wallets_paid_event_by_event_for_what_does_not_add_up(string aggregation)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var metric = (await shop.Client.PostAsync(
            "/v0/billableMetrics", new { name = "m", unit = "u", aggregation, eventType = "e", valueProperty = "$.v", productId = shop.Product })).Text("id");
        object Price(string paymentTerm) => new { billableMetricId = metric, invoiceDisplayName = "M", paymentTerm, model = "standard", properties = new { unitPrice = "1" } };
        var problem = await shop.Client.PostAsync("/v0/prices", Price("instant"), 400);
        Assert.Equal(("paymentTerm", "UNSUPPORTED_PAYMENT_TERM"), (problem.Field(), problem.Code()));

        // Nor from what was set aside.
        var subscription = await PlanKit.StartAsync(shop, await PlanKit.MakeAsync(shop, new { }, Price("in_arrears")));
        var hold = (await shop.Client.PostAsync(
            "/v0/entitlements", new { customerId = shop.Customer, entitlementData = new[] { new { billableMetricId = metric, quantity = 30 } }, maxUses = 3 })).Text("id");
        foreach (var value in new[] { 30, 10, 20 })
        {
            var data = new JsonObject { ["v"] = value };
            await shop.Client.PostAsync("/v0/events", new { type = "e", source = "test", subject = shop.Customer, data, timestamp = "2026-02-01T00:01:00Z", entitlementId = hold, idempotencyKey = $"{value}" }, 202);
        }

        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var invoice = Assert.Single(await PlanKit.InvoicesAsync(shop, subscription));
        var spent = (await shop.Client.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200)).Text("spent");
        Assert.Equal(decimal.Parse(invoice.Text("grandTotal")), decimal.Parse(spent));
        await PlanKit.VerifyAsync(shop);
    }
}
