using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Limits;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class AlertTests
{
    [Fact]
    public async Task Each_threshold_of_a_cap_is_told_once_and_again_in_the_next_window()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "1", funds: "100");
        var cap = await shop.Client.PostAsync("/v0/caps", new { customerId = shop.Customer, kind = "spend", amount = "10", window = "DAY" });
        await shop.UseAsync("1", 4);
        Assert.Empty(await AlertsAsync(api, shop));

        await shop.UseAsync("2", 5);

        var alerts = await AlertsAsync(api, shop);
        Assert.Equal(["50 5 9", "80 8 9"], alerts.Select(alert => $"{alert["percent"]} {alert.Text("threshold")} {alert.Text("value")}").Order());
        Assert.All(alerts, alert => Assert.Equal(
            ("alert", "cap_threshold", cap.Text("id"), shop.Customer, "USD", "2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z"),
            (alert.Text("object"), alert.Text("type"), alert.Text("source"), alert.Text("customerId"), alert.Text("currency"), alert.Text("windowStart"), alert.Text("windowEnd"))));
        Assert.Equal(alerts[0].ToJsonString(), (await shop.Client.GetAsync($"/v0/alerts/{alerts[0].Text("id")}", 200)).ToJsonString());
        await shop.UseAsync("3", 1);
        Assert.Equal(3, (await AlertsAsync(api, shop)).Count);
        await shop.MoveClockAsync("2026-02-02T00:00:00Z");
        await shop.UseAsync("4", 5);
        Assert.Equal(4, (await AlertsAsync(api, shop)).Count);
    }

    [Fact]
    public async Task Absolute_thresholds_of_spend_and_usage_are_told_for_a_plan_too()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "0.5");
        var plan = (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200)).Text("planId");
        await RuleAsync(shop, new { type = "spend_threshold", planId = plan, threshold = "5", window = "BILLING_PERIOD" });
        await RuleAsync(shop, new { type = "usage_threshold", billableMetricId = shop.Metric, threshold = "12", window = "MONTH" });
        await shop.UseAsync("1", 10);
        Assert.Equal(["spend_threshold 5"], await ToldAsync(api, shop));

        await shop.UseAsync("2", 2);

        Assert.Equal(["spend_threshold 5", "usage_threshold 12"], await ToldAsync(api, shop));
    }

    [Fact]
    public async Task A_low_balance_is_told_once_a_fall_and_again_after_it_had_risen()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "1", funds: "10");
        await RuleAsync(shop, new { type = "wallet_low_balance", customerId = shop.Customer, threshold = "5" });
        Assert.Empty(await AlertsAsync(api, shop));
        await shop.UseAsync("1", 5);
        Assert.Empty(await AlertsAsync(api, shop));

        await shop.UseAsync("2", 1);
        Assert.Equal(["wallet_low_balance 4"], await ToldAsync(api, shop));
        await shop.UseAsync("3", 1);
        Assert.Single(await AlertsAsync(api, shop));
        await shop.TopUpAsync("7");
        Assert.Single(await AlertsAsync(api, shop));
        await shop.ReserveAsync(6);

        Assert.Equal(["wallet_low_balance 4", "wallet_low_balance 4"], await ToldAsync(api, shop));
    }

    [Fact]
    public async Task A_day_unlike_the_days_before_is_a_spike_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "0.01");
        await RuleAsync(shop, new { type = "usage_spike", billableMetricId = shop.Metric, threshold = "20", factor = "3", days = 2 });
        await shop.UseAsync("1", 100);
        Assert.Empty(await AlertsAsync(api, shop));
        await shop.MoveClockAsync("2026-02-02T10:00:00Z");
        await shop.UseAsync("2", 20);
        await shop.MoveClockAsync("2026-02-03T10:00:00Z");
        await shop.UseAsync("3", 180);
        Assert.Empty(await AlertsAsync(api, shop));

        await shop.UseAsync("4", 1);
        await shop.UseAsync("5", 1);

        Assert.Equal(["usage_spike 182"], await ToldAsync(api, shop));
    }

    [Fact]
    public async Task Webhooks_tell_of_alerts()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.Client.PostAsync("/v0/webhookEndpoints", new { url = "https://93.184.216.34/hook", eventTypes = new[] { "alert.usageThreshold" } });
        await RuleAsync(shop, new { type = "usage_threshold", customerId = shop.Customer, billableMetricId = shop.Metric, threshold = "1", window = "WEEK" });
        await shop.UseAsync("1", 1);
        var alert = Assert.Single(await AlertsAsync(api, shop));
        await AlertsAsync(api, shop);

        await api.Services.GetRequiredService<WebhookSweeper>().SweepAsync(api.Time.GetInstant(), default);

        var endpoint = (await shop.Client.GetAsync("/v0/webhookEndpoints", 200))["data"]![0]!.Text("id");
        var delivery = Assert.Single((await shop.Client.GetAsync($"/v0/webhookEndpoints/{endpoint}/deliveries", 200))["data"]!.AsArray())!;
        Assert.Equal($"evt_{alert.Text("id")["alrt_".Length..]}", delivery.Text("eventId"));
    }

    [Fact]
    public async Task Rules_are_read_listed_and_deleted()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var rule = await RuleAsync(shop, new { type = "usage_threshold", customerId = shop.Customer, billableMetricId = shop.Metric, threshold = "1", window = "WEEK" });
        var path = $"/v0/alertRules/{rule.Text("id")}";
        Assert.Equal(rule.ToJsonString(), (await shop.Client.GetAsync(path, 200)).ToJsonString());
        Assert.Single((await shop.Client.GetAsync($"/v0/alertRules?customerId={shop.Customer}", 200))["data"]!.AsArray());
        Assert.Empty((await shop.Client.GetAsync("/v0/alertRules", 200))["data"]!.AsArray());
        Assert.Equal("ALERT_RULE_NOT_FOUND", (await api.Live.GetAsync(path, 404)).Code());

        await shop.Client.SendAsync(HttpMethod.Delete, path, "", 200);

        Assert.Equal("ALERT_RULE_NOT_FOUND", (await shop.Client.GetAsync(path, 404)).Code());
        await shop.UseAsync("1", 5);
        Assert.Empty(await AlertsAsync(api, shop));
    }

    [Theory]
    [InlineData("""{"type": "usage_threshold", "threshold": "1", "window": "DAY"}""", "billableMetricId", "REQUIRED")]
    [InlineData("""{"type": "spend_threshold", "threshold": "1", "currency": "USD"}""", "window", "REQUIRED")]
    [InlineData("""{"type": "spend_threshold", "threshold": "0", "currency": "USD", "window": "DAY"}""", "threshold", "OUT_OF_RANGE")]
    [InlineData("""{"type": "wallet_low_balance", "threshold": "1"}""", "currency", "REQUIRED")]
    [InlineData("""{"type": "wallet_low_balance", "threshold": "1", "currency": "USD", "window": "DAY"}""", "window", "NOT_OF_TYPE")]
    [InlineData("""{"type": "wallet_low_balance", "threshold": "1", "currency": "USD", "billableMetricId": "METRIC"}""", "billableMetricId", "NOT_OF_TYPE")]
    [InlineData("""{"type": "usage_spike", "threshold": "1", "billableMetricId": "METRIC"}""", "factor", "REQUIRED")]
    [InlineData("""{"type": "usage_spike", "threshold": "1", "billableMetricId": "METRIC", "factor": "1"}""", "factor", "OUT_OF_RANGE")]
    [InlineData("""{"type": "usage_spike", "threshold": "1", "billableMetricId": "METRIC", "factor": "2", "days": 29}""", "days", "OUT_OF_RANGE")]
    [InlineData("""{"type": "usage_threshold", "threshold": "1", "billableMetricId": "METRIC", "window": "DAY", "factor": "2"}""", "factor", "NOT_OF_TYPE")]
    [InlineData("""{"type": "cap_threshold", "threshold": "1"}""", "type", "UNKNOWN_VALUE")]
    public async Task What_could_never_be_is_refused_with_the_field_at_fault(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);

        var refused = await shop.Client.SendAsync(HttpMethod.Post, "/v0/alertRules", body.Replace("METRIC", shop.Metric, StringComparison.Ordinal), 400);

        Assert.Equal((field, code), (refused.Field(), refused["errors"]![0]!.Text("code")));
        Assert.Empty((await shop.Client.GetAsync("/v0/alertRules", 200))["data"]!.AsArray());
    }

    private static Task<JsonNode> RuleAsync(Shop shop, object rule) => shop.Client.PostAsync("/v0/alertRules", rule);

    /// <summary>The customer's alerts after a sweep of the timer.</summary>
    private static async Task<IReadOnlyList<JsonNode>> AlertsAsync(TestApi api, Shop shop)
    {
        await api.Services.GetRequiredService<AlertSweeper>().SweepAsync(api.Time.GetInstant(), default);
        var list = (await shop.Client.GetAsync($"/v0/alerts?customerId={shop.Customer}", 200))["data"]!.AsArray();
        Assert.Equal(list.ToJsonString(), (await shop.Client.GetAsync("/v0/alerts", 200))["data"]!.ToJsonString());
        return [.. list.Select(alert => alert!)];
    }

    private static async Task<IEnumerable<string>> ToldAsync(TestApi api, Shop shop) =>
        (await AlertsAsync(api, shop)).Select(alert => $"{alert.Text("type")} {alert.Text("value")}").Order();
}
