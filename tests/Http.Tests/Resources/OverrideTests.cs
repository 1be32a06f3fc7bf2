using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Subscriptions that have something otherwise than their plan.</summary>
public sealed class OverrideTests
{
    [Fact]
    public async Task One_subscription_pays_other_prices_than_its_plan_and_the_plan_stays_as_it_is()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var plan = await MakeAsync(shop, new { }, Usage(shop, "1"), Fee("20", feeId: "seats"));
        var overrides = new
        {
            prices = new object[]
            {
                new { billableMetricId = shop.Metric, model = "package", properties = new { packageSize = 10, packagePrice = "4" }, invoiceDisplayName = "Packs" },
                new { feeId = "seats", quantity = 3 },
            },
            minimumCommitment = "70",
        };
        var subscription = await StartAsync(shop, plan, new { overrides });
        await shop.UseAsync("a", 11, timestamp: "2026-02-01T00:01:00Z");
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        // Two packs of 4, three seats of 20 paid before: 68, of 70.
        var invoices = await InvoicesAsync(shop, subscription);
        Assert.Equal(["60.00"], invoices[0]["lineItems"]!.AsArray().Select(line => line!.Text("totalPrice")));
        Assert.Equal(["Packs 8.00", "seats 60.00", "Minimum commitment 2.00"], invoices[1]["lineItems"]!.AsArray().Select(line => $"{line!.Text("displayName")} {line!.Text("totalPrice")}"));
        var version = await shop.Client.GetAsync($"/v0/planVersions/{(await SubscriptionAsync(shop, subscription)).Text("planVersionId")}", 200);
        var own = Assert.Single((await shop.Client.GetAsync($"/v0/plans/{plan}/versions", 200))["data"]!.AsArray())!;
        Assert.Equal((own.Text("id"), "70", null), (version.Text("basedOn"), version.Text("minimumCommitment"), own["minimumCommitment"]));
        await VerifyAsync(shop);
    }

    // Seats from 2 to 5 with half of February left: 20 back, 50 to pay, and 100 for March.
    [Fact]
    public async Task More_seats_from_now_on_are_prorated()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var plan = await MakeAsync(shop, new { }, Usage(shop, "1"), Fee("20", feeId: "seats"));
        var subscription = await StartAsync(shop, plan, new { overrides = Seats(2) });
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = plan, overrides = Seats(5) }, 200);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoices = await InvoicesAsync(shop, subscription);
        Assert.Equal(["40.00"], Fees(invoices[0]).Select(line => line.Text("totalPrice")));
        Assert.Equal(["-20.00", "50.00"], Fees(invoices[1]).Select(line => line.Text("totalPrice")));
        Assert.Equal(["100.00"], Fees(invoices[2]).Select(line => line.Text("totalPrice")));
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task The_wallet_pays_by_the_price_that_was_agreed()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var plan = await MakeAsync(shop, new { }, Usage(shop, "1", "instant"));
        await StartAsync(shop, plan, new { overrides = new { prices = new object[] { new { billableMetricId = shop.Metric, properties = new { unitPrice = "0.25" } } } } });
        await shop.UseAsync("a", 8, timestamp: "2026-02-01T00:01:00Z");
        Assert.Equal("100 = 98 + 0 + 2, 0", await shop.WalletAsync());
    }

    [Theory]
    [InlineData("""{"prices":[{"feeId":"nothing","quantity":2}]}""", "overrides.prices[0]", "PRICE_NOT_IN_PLAN")]
    [InlineData("""{"prices":[{"quantity":2}]}""", "overrides.prices[0].priceId", "REQUIRED")]
    [InlineData("""{"prices":[{"feeId":"fee","quantity":2},{"feeId":"fee","quantity":3}]}""", "overrides.prices[1]", "PRICE_TWICE")]
    [InlineData("""{"prices":[{"feeId":"fee","quantity":-1}]}""", "overrides.prices[0].quantity", "OUT_OF_RANGE")]
    [InlineData("""{"prices":[{"billableMetricId":"METRIC","quantity":2}]}""", "overrides.prices[0].quantity", "UNSUPPORTED_QUANTITY")]
    [InlineData("""{"prices":[{"feeId":"fee","model":"package"}]}""", "overrides.prices[0].properties", "REQUIRED")]
    [InlineData("""{"prices":[{"feeId":"fee","model":"none","properties":{}}]}""", "overrides.prices[0].model", "UNSUPPORTED_MODEL")]
    [InlineData("""{"prices":[{"feeId":"fee","properties":{"unitPrice":"x"}}]}""", "overrides.prices[0].properties.unitPrice", "INVALID_PRICE")]
    [InlineData("""{"minimumCommitment":"10","maximumCharge":"5"}""", "overrides.maximumCharge", "OUT_OF_RANGE")]
    [InlineData("""{"discounts":[{"type":"percentage","value":"2","name":"All"}]}""", "overrides.discounts[0].value", "OUT_OF_RANGE")]
    public async Task A_wrong_field_is_named_and_nothing_is_started(string overrides, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "100");
        var plan = await MakeAsync(shop, new { }, Fee("20"), Usage(shop, "1"));
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effectiveAt = "2026-02-01T00:00:00Z" }, 200);
        var request = new JsonObject
        {
            ["name"] = "Pro", ["planId"] = plan, ["customerId"] = shop.Customer, ["startedAt"] = "2026-02-01T00:00:00Z", ["overrides"] = JsonNode.Parse(overrides.Replace("METRIC", shop.Metric, StringComparison.Ordinal)),
        };
        var problem = await shop.Client.PostAsync("/v0/subscriptions", request, 400);
        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
        Assert.Single((await shop.Client.GetAsync("/v0/subscriptions", 200))["data"]!.AsArray());
    }

    private static object Seats(int quantity) => new { prices = new object[] { new { feeId = "seats", quantity } } };
}
