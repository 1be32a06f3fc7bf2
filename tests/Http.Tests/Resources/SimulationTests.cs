using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Past usage, rated under another plan or other prices, by the rules that invoices are made by.</summary>
public sealed class SimulationTests
{
    private static Task<JsonNode> RunAsync(Shop shop, object wanted, int status = 200)
    {
        var body = new JsonObject { ["from"] = "2026-02-01T00:00:00Z", ["to"] = "2026-04-01T00:00:00Z" };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(wanted)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        return shop.Client.PostAsync("/v0/simulations", body, status);
    }

    private static string Figures(JsonNode one) => $"{one.Text("actual")} {one.Text("simulated")} {one.Text("difference")}";

    /// <summary>February with 6 units and March with 2, at 0.50 each and 5.00 in advance of each month.</summary>
    private static async Task<Shop> TwoMonthsAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        await shop.UseAsync("one", 6);
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        await shop.UseAsync("two", 2);
        await shop.MoveClockAsync("2026-04-01T01:00:00Z");
        return shop;
    }

    [Fact]
    public async Task Under_another_plan_each_period_is_rated_anew_and_under_its_own_nothing_differs()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await TwoMonthsAsync(api);
        var other = await PlanKit.MakeAsync(shop, new { }, PlanKit.Usage(shop, "0.2"), PlanKit.Fee("7"));

        var simulated = Assert.Single((await RunAsync(shop, new { planId = other }))["data"]!.AsArray())!;

        Assert.Equal((shop.Customer, shop.Subscription, "14.00 15.60 1.60"), (simulated.Text("customerId"), simulated.Text("subscriptionId"), Figures(simulated)));
        Assert.Equal(
            ["2026-02-01T00:00:00Z 8.00 8.20", "2026-03-01T00:00:00Z 6.00 7.40"],
            simulated["periods"]!.AsArray().Select(period => $"{period!.Text("periodStart")} {period!.Text("actual")} {period!.Text("simulated")}"));
        var own = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planVersionId");
        Assert.Equal("14.00 14.00 0.00", Figures((await RunAsync(shop, new { planVersionId = own }))["totals"]![0]!));
    }

    [Fact]
    public async Task What_it_says_of_what_was_billed_is_what_the_invoices_say()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await TwoMonthsAsync(api);
        var own = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planVersionId");
        var lines = (await PlanKit.InvoicesAsync(shop)).SelectMany(invoice => invoice["lineItems"]!.AsArray());
        var billed = lines.Where(line => string.CompareOrdinal(line!.Text("periodEnd"), "2026-04-01T00:00:00Z") <= 0)
            .Sum(line => decimal.Parse(line!.Text("totalPrice"), System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(billed.ToString("F2", System.Globalization.CultureInfo.InvariantCulture), (await RunAsync(shop, new { planVersionId = own }))["data"]![0]!.Text("actual"));
    }

    [Fact]
    public async Task Bug_Periods_that_have_not_ended_by_the_customers_time_are_not_past()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, fee: "5", funds: "100");
        await shop.MoveClockAsync("2026-02-28T23:59:59Z");
        var plan = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planId");
        Assert.Empty((await RunAsync(shop, new { planId = plan, to = "2027-02-01T00:00:00Z" }))["data"]![0]!["periods"]!.AsArray());

        await shop.MoveClockAsync("2026-03-01T00:00:00Z");
        var past = Assert.Single((await RunAsync(shop, new { planId = plan, to = "2027-02-01T00:00:00Z" }))["data"]![0]!["periods"]!.AsArray())!;
        Assert.Equal("2026-02-01T00:00:00Z", past.Text("periodStart"));
    }

    [Fact]
    public async Task A_price_is_tried_with_another_model_for_customers_who_have_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await TwoMonthsAsync(api);
        var subscribed = await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        var plan = await shop.Client.GetAsync($"/v0/plans/{subscribed.Text("planId")}", 200);
        var price = plan["prices"]!.AsArray().First(price => price!["billableMetricId"] is not null)!.Text("id");
        object[] tiers = [new { upTo = "4", unitPrice = "1" }, new { upTo = (string?)null, unitPrice = "0.1" }];

        var run = await RunAsync(shop, new { prices = new[] { new { priceId = price, model = "graduated", properties = new { tiers } } }, customerIds = new[] { shop.Customer } });

        Assert.Equal("14.00 16.20 2.20", Figures(Assert.Single(run["data"]!.AsArray())!));
    }

    [Fact]
    public async Task Subscriptions_whose_periods_cannot_be_compared_are_passed_over_and_say_so()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await TwoMonthsAsync(api);
        var yearly = await PlanKit.MakeAsync(shop, new { billingCadence = "P1Y" }, PlanKit.Usage(shop, "0.2"));
        var euro = await PlanKit.MakeAsync(shop, new { currency = "EUR" }, PlanKit.Usage(shop, "0.2"));

        Assert.Equal("CADENCE_MISMATCH", (await RunAsync(shop, new { planId = yearly }))["data"]![0]!.Text("notComparable"));
        Assert.Equal("CURRENCY_MISMATCH", (await RunAsync(shop, new { planId = euro }))["data"]![0]!.Text("notComparable"));
    }

    [Fact]
    public async Task What_is_wrong_with_the_question_is_named()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        Assert.Equal("planId", (await RunAsync(shop, new { }, 400)).Field());
        Assert.Equal("to", (await RunAsync(shop, new { planId = "plan_1", to = "2026-01-01T00:00:00Z" }, 400)).Field());
        Assert.Equal("PLAN_NOT_FOUND", (await RunAsync(shop, new { planId = "plan_1" }, 404)).Code());
        Assert.Equal("prices[0].model", (await RunAsync(shop, new { prices = new[] { new { priceId = "price_1", model = "free", properties = new { } } } }, 400)).Field());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await RunAsync(shop, new { planVersionId = await VersionAsync(shop), customerIds = new[] { "nobody" } }, 404)).Code());
    }

    private static async Task<string> VersionAsync(Shop shop) => (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planVersionId");
}
