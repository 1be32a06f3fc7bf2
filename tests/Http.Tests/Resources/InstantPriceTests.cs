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

    [Fact]
    public async Task A_wallet_pays_by_tiers_as_they_are_filled_and_gets_back_what_is_voided_after_the_invoice()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(
            api, term: "instant", funds: "100", model: "graduated", properties: """{"tiers":[{"upTo":"10","unitPrice":"1"},{"unitPrice":"0.5"}]}""");
        var voided = (await shop.UseAsync("a", 8)).Text("id");
        var hold = (await shop.ReserveAsync(4)).Text("id");
        Assert.Equal("100 = 88 + 4 + 8, 0", await shop.WalletAsync());
        await shop.UseAsync("b", 4, hold);
        Assert.Equal("100 = 89 + 0 + 11, 0", await shop.WalletAsync());

        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await shop.UseAsync("late", 2, timestamp: "2026-02-20T10:30:00Z");
        Assert.Equal("100 = 88 + 0 + 12, 0", await shop.WalletAsync());
        await shop.UseAsync("next period", 3);
        await shop.Client.PatchAsync($"/v0/usage/{voided}", new { refunded = true }, 202);
        await api.MeterAllAsync();
        Assert.Equal("100 = 91 + 0 + 9, 0", await shop.WalletAsync());

        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        var invoices = await PlanKit.InvoicesAsync(shop);
        Assert.Equal(["11.00 11.00", "-2.00 -2.00"], invoices.Select(invoice => $"{invoice.Text("grandTotal")} {invoice.Text("paidAmount")}"));
        Assert.Equal("100 = 91 + 0 + 9, 0", await shop.WalletAsync());
        await PlanKit.VerifyAsync(shop);
    }
}
