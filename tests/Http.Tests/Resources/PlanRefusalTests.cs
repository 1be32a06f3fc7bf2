using System.Text.Json;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Plans and prices that say what cannot be billed, or say it twice, are refused at their creation.</summary>
public sealed class PlanRefusalTests
{
    [Theory]
    [InlineData("percentage", """{"percentage":"0.01","maximumCharge":"5"}""", "prices[0].properties.maximumCharge")]
    [InlineData("graduated", """{"tiers":[{"from":"0","upTo":null,"unitPrice":"1"}]}""", "prices[0].properties.tiers[0].from")]
    [InlineData("standard", """{"unitPrice":"1","unitprice":"2"}""", "prices[0].properties.unitprice")]
    public async Task Bug_A_property_that_the_model_does_not_have_is_refused_by_its_name(string model, string properties, string field)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var problem = await RefusedAsync(shop, new { }, Usage(shop, model, properties));
        Assert.Contains(problem["errors"]!.AsArray(), error => error!.Text("field") == field && error!.Text("code") == "UNKNOWN_PROPERTY");
    }

    [Fact]
    public async Task A_property_that_may_be_left_out_may_be_null()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await PlanKit.MakeAsync(shop, new { }, Usage(shop, "package", """{"packageSize":"10","packagePrice":"1","freeUnits":null}"""));
    }

    [Fact]
    public async Task Bug_A_fee_has_one_price_in_a_plan()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var problem = await RefusedAsync(shop, new { }, PlanKit.Fee("1"), PlanKit.Fee("2"));
        Assert.Equal(("prices[1].feeId", "FEE_PRICED_TWICE"), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task Bug_An_amount_off_fees_in_advance_alone_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        object[] discounts = [new { type = "fixed", value = "1", name = "Off", feeIds = new[] { "fee" } }];
        var problem = await RefusedAsync(shop, new { discounts }, PlanKit.Fee("5"), PlanKit.Usage(shop, "1"));
        Assert.Equal(("discounts[0]", "NOTHING_TO_DISCOUNT"), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task Bug_The_price_of_a_metric_has_no_quantity()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        object price = new { billableMetricId = shop.Metric, invoiceDisplayName = "Requests", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "1" }, quantity = "3" };
        Assert.Equal("prices[0].quantity", (await RefusedAsync(shop, new { }, price)).Field());
    }

    [Fact]
    public async Task Bug_A_trial_lasts_no_longer_than_a_plan_may_say()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await PlanKit.MakeAsync(shop, new { }, PlanKit.Fee("5"));
        object Wanted(string trialEnd) => new { name = "Pro", planId = plan, customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z", trialEnd };
        Assert.Equal("trialEnd", (await shop.Client.PostAsync("/v0/subscriptions", Wanted("2028-02-01T00:00:01Z"), 400)).Field());
        await shop.Client.PostAsync("/v0/subscriptions", Wanted("2028-02-01T00:00:00Z"));
    }

    [Fact]
    public async Task Bug_A_simulation_names_a_price_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = (await PlanKit.SubscriptionAsync(shop)).Text("planId");
        var priceId = (await shop.Client.GetAsync($"/v0/plans/{plan}", 200))["prices"]![0]!.Text("id");
        object price = new { priceId, model = "standard", properties = new { unitPrice = "1" } };
        var problem = await shop.Client.PostAsync("/v0/simulations", new { from = "2026-02-01T00:00:00Z", to = "2026-03-01T00:00:00Z", prices = new[] { price, price } }, 400);
        Assert.Equal(("prices[1].priceId", "PRICE_TWICE"), (problem.Field(), problem.Code()));
    }

    private static object Usage(Shop shop, string model, string properties) => new
    {
        billableMetricId = shop.Metric, invoiceDisplayName = "Requests", paymentTerm = "in_arrears", model, properties = JsonNode.Parse(properties),
    };

    private static Task<JsonNode> RefusedAsync(Shop shop, object terms, params object[] prices)
    {
        var plan = JsonSerializer.SerializeToNode(terms)!;
        (plan["productId"], plan["name"], plan["currency"], plan["billingCadence"]) = (shop.Product, "New", "USD", "P1M");
        plan["prices"] = JsonSerializer.SerializeToNode(prices);
        return shop.Client.PostAsync("/v0/plans", plan, 400);
    }
}
