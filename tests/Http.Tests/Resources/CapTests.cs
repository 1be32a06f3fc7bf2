using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class CapTests
{
    [Fact]
    public async Task A_reservation_beyond_a_spend_cap_is_refused_with_what_is_left_and_changes_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "0.5", funds: "100");
        await CapAsync(shop, new { customerId = shop.Customer, kind = "spend", amount = "10", window = "BILLING_PERIOD" });
        await shop.UseAsync("1", 6);
        await shop.ReserveAsync(8);
        var before = await shop.WalletAsync();

        var refused = await shop.ReserveAsync(7, status: 402);

        Assert.Equal(("SPEND_CAP_REACHED", "entitlementData[0].quantity"), (refused.Code(), refused.Field()));
        Assert.Contains("10 USD: 3 USD is used, 4 USD is reserved, and this asks for 3.5 USD; 3 USD is left", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(before, await shop.WalletAsync());
        await shop.ReserveAsync(6);
    }

    [Fact]
    public async Task A_quota_counts_quantities_of_its_metric_and_begins_anew_with_its_window()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "100");
        await CapAsync(shop, new { customerId = shop.Customer, kind = "quota", billableMetricId = shop.Metric, amount = "10", window = "DAY" });
        var hold = await shop.ReserveAsync(10);
        Assert.Equal("QUOTA_REACHED", (await shop.ReserveAsync(1, status: 402)).Code());

        await shop.UseAsync("1", 4, hold.Text("id"));

        await shop.ReserveAsync(6);
        Assert.Equal("QUOTA_REACHED", (await shop.ReserveAsync(1, status: 402)).Code());
        await shop.MoveClockAsync("2026-02-02T00:00:00Z");
        await shop.ReserveAsync(10);
    }

    [Fact]
    public async Task Who_is_invoiced_reserves_without_money_up_to_the_cap_and_no_further()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "0.5");
        await CapAsync(shop, new { customerId = shop.Customer, kind = "spend", amount = "10", window = "BILLING_PERIOD" });
        Assert.Equal("INSUFFICIENT_FUNDS", (await shop.ReserveAsync(12, status: 402)).Code());

        var hold = await shop.ReserveAsync(12, paidBy: "invoice");

        Assert.Equal(("0", "0"), (hold.Text("amount"), hold.Text("remainingBalance")));
        Assert.Equal("SPEND_CAP_REACHED", (await shop.ReserveAsync(9, status: 402, paidBy: "invoice")).Code());
        await shop.UseAsync("1", 10, hold.Text("id"));
        Assert.Equal(("5", "0", "5"), Standing(await ListAsync(shop)));
        await shop.MoveClockAsync("2026-03-03T00:00:00Z");
        Assert.Equal("5.00", (await shop.InvoicesAsync())[0].Text("unpaidAmount"));
    }

    [Fact]
    public async Task Only_what_an_invoice_will_have_is_reserved_to_be_paid_by_one()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "10");
        var other = await Sample.MetricAsync(api.Test, "Other");

        var instant = await shop.ReserveAsync(1, status: 400, paidBy: "invoice");
        var items = new[] { new { billableMetricId = other, quantity = 1, price = "1" } };
        var unsold = await shop.Client.PostAsync("/v0/entitlements", new { customerId = shop.Customer, entitlementData = items, paidBy = "invoice" }, 400);

        Assert.Equal(("INSTANT_PRICE", "paidBy"), (instant.Code(), instant.Field()));
        Assert.Equal(("PRICE_UNKNOWN", "paidBy"), (unsold.Code(), unsold.Field()));
        Assert.Equal("paidBy", (await shop.ReserveAsync(1, status: 400, paidBy: "nobody")).Field());
        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task Usage_without_a_reservation_is_counted_beyond_a_cap_and_the_next_reservation_refused()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "100");
        await CapAsync(shop, new { customerId = shop.Customer, kind = "quota", billableMetricId = shop.Metric, amount = "10", window = "MONTH" });

        await shop.UseAsync("1", 25);

        Assert.Equal("QUOTA_REACHED", (await shop.ReserveAsync(1, status: 402)).Code());
        Assert.Equal(("25", "0", "0"), Standing(await ListAsync(shop)));
    }

    [Fact]
    public async Task A_cap_of_a_plan_counts_each_subscriber_apart_and_nobody_else()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "100");
        var plan = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planId");
        await CapAsync(shop, new { planId = plan, kind = "spend", billableMetricId = shop.Metric, amount = "5", window = "MONTH" });
        var other = await Shop.OpenAsync(api, term: "instant", funds: "100");

        await shop.ReserveAsync(10);

        Assert.Equal("SPEND_CAP_REACHED", (await shop.ReserveAsync(1, status: 402)).Code());
        await other.ReserveAsync(100);
        Assert.Equal(("0", "5", "0"), Standing(await ListAsync(shop)));
        Assert.Empty((await shop.Client.GetAsync($"/v0/caps?customerId={other.Customer}", 200))["data"]!.AsArray());
        Assert.Single((await shop.Client.GetAsync($"/v0/caps?planId={plan}", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task Tiers_are_counted_as_the_invoice_will_and_a_day_within_a_month_by_what_it_adds()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(
            api, model: "graduated", properties: """{"tiers": [{"upTo": "10", "unitPrice": "1"}, {"unitPrice": "0.1"}]}""", funds: "100");
        await CapAsync(shop, new { customerId = shop.Customer, kind = "spend", amount = "20", window = "BILLING_PERIOD" });
        await CapAsync(shop, new { customerId = shop.Customer, kind = "spend", amount = "20", window = "DAY" });
        await shop.UseAsync("1", 10);
        await shop.MoveClockAsync("2026-02-03T12:00:00Z");

        await shop.UseAsync("2", 5);

        Assert.Equal(["10.5", "0.5"], (await ListAsync(shop)).Select(cap => cap!["standing"]!.Text("used")));
    }

    [Fact]
    public async Task It_is_read_changed_and_lifted()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", funds: "100");
        var cap = await CapAsync(shop, new { kind = "spend", amount = "1", currency = "USD", window = "WEEK" });
        var path = $"/v0/caps/{cap.Text("id")}";
        Assert.Equal(("cap", "spend", "WEEK", "[50,80,100]"), (cap.Text("object"), cap.Text("kind"), cap.Text("window"), cap["alertThresholds"]!.ToJsonString()));
        Assert.Equal(cap.ToJsonString(), (await shop.Client.GetAsync(path, 200)).ToJsonString());
        await shop.ReserveAsync(3, status: 402);

        var changed = await shop.Client.PatchAsync(path, new { amount = "2", alertThresholds = new[] { 100, 90 } });

        Assert.Equal(("2", "[90,100]"), (changed.Text("amount"), changed["alertThresholds"]!.ToJsonString()));
        await shop.ReserveAsync(3);
        await shop.ReserveAsync(3, status: 402);
        await shop.Client.SendAsync(HttpMethod.Delete, path, "", 200);
        await shop.ReserveAsync(3);
        Assert.Equal("CAP_NOT_FOUND", (await shop.Client.GetAsync(path, 404)).Code());
        Assert.Equal("CAP_NOT_FOUND", (await shop.Client.SendAsync(HttpMethod.Patch, path, """{"amount": "1"}""", 404)).Code());
    }

    [Theory]
    [InlineData("""{"kind": "quota", "amount": "1", "window": "DAY"}""", "billableMetricId", "REQUIRED")]
    [InlineData("""{"kind": "spend", "amount": "1", "window": "DAY"}""", "currency", "REQUIRED")]
    [InlineData("""{"kind": "spend", "amount": "-1", "currency": "USD", "window": "DAY"}""", "amount", "OUT_OF_RANGE")]
    [InlineData("""{"kind": "spend", "amount": "1", "currency": "USD", "window": "FORTNIGHT"}""", "window", "UNKNOWN_VALUE")]
    [InlineData("""{"kind": "spend", "amount": "1", "currency": "USD"}""", "window", "REQUIRED")]
    [InlineData("""{"kind": "limit", "amount": "1", "currency": "USD", "window": "DAY"}""", "kind", "UNKNOWN_VALUE")]
    [InlineData("""{"kind": "spend", "amount": "1", "currency": "USD", "window": "DAY", "alertThresholds": [50, 0]}""", "alertThresholds[1]", "OUT_OF_RANGE")]
    [InlineData("""{"customerId": "CUSTOMER", "planId": "PLAN", "kind": "spend", "amount": "1", "window": "DAY"}""", "planId", "ONE_SCOPE")]
    [InlineData("""{"customerId": "CUSTOMER", "kind": "spend", "amount": "1", "currency": "EUR", "window": "DAY"}""", "currency", "CURRENCY_MISMATCH")]
    [InlineData("""{"planId": "PLAN", "kind": "spend", "billableMetricId": "LATEST", "amount": "1", "window": "DAY"}""", "billableMetricId", "NOT_PRICED")]
    [InlineData("""{"kind": "quota", "billableMetricId": "LATEST", "amount": "1", "window": "DAY"}""", "billableMetricId", "NOT_ADDITIVE")]
    [InlineData("""{"kind": "quota", "billableMetricId": "METRIC", "currency": "USD", "amount": "1", "window": "DAY"}""", "currency", "NOT_MONEY")]
    public async Task What_could_never_be_is_refused_with_the_field_at_fault(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var latest = (await shop.Client.PostAsync(
            "/v0/billableMetrics", new { name = "Seats", unit = "seat", aggregation = "LATEST", eventType = "seats", valueProperty = "$.seats" })).Text("id");
        var plan = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planId");
        var json = body.Replace("CUSTOMER", shop.Customer, StringComparison.Ordinal).Replace("PLAN", plan, StringComparison.Ordinal)
            .Replace("LATEST", latest, StringComparison.Ordinal).Replace("METRIC", shop.Metric, StringComparison.Ordinal);

        var refused = await shop.Client.SendAsync(HttpMethod.Post, "/v0/caps", json, 400);

        Assert.Equal((field, code), (refused.Field(), refused["errors"]![0]!.Text("code")));
        Assert.Empty((await shop.Client.GetAsync("/v0/caps", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task Caps_of_others_are_not_there_and_those_of_the_erased_are_gone()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant");
        var cap = await CapAsync(shop, new { customerId = shop.Customer, kind = "spend", amount = "1", window = "DAY" });
        Assert.Equal("CAP_NOT_FOUND", (await api.Live.GetAsync($"/v0/caps/{cap.Text("id")}", 404)).Code());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Live.GetAsync($"/v0/caps?customerId={shop.Customer}", 404)).Code());

        await shop.Client.SendAsync(HttpMethod.Post, $"/v0/customers/{shop.Customer}/erase", "", 200);

        Assert.Equal("CAP_NOT_FOUND", (await shop.Client.GetAsync($"/v0/caps/{cap.Text("id")}", 404)).Code());
    }

    private static Task<JsonNode> CapAsync(Shop shop, object cap) => shop.Client.PostAsync("/v0/caps", cap);

    private static async Task<JsonArray> ListAsync(Shop shop) => (await shop.Client.GetAsync($"/v0/caps?customerId={shop.Customer}", 200))["data"]!.AsArray();

    private static (string Used, string Reserved, string Left) Standing(JsonArray caps) =>
        (caps[0]!["standing"]!.Text("used"), caps[0]!["standing"]!.Text("reserved"), caps[0]!["standing"]!.Text("left"));
}
