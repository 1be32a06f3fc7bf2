using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Portals;

/// <summary>Caps and alerts that customers set for themselves.</summary>
public sealed class PortalLimitTests
{
    [Fact]
    public async Task A_cap_that_a_customer_sets_holds_beside_the_merchants_and_never_above_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", unitPrice: "1", funds: "1000");
        var merchants = (await shop.Client.PostAsync("/v0/caps", new { customerId = shop.Customer, kind = "spend", amount = "10", window = "DAY" })).Text("id");
        var browser = await Browser.AtPortalAsync(api, shop);

        // More than the merchant allows changes nothing.
        var own = (await browser.PostAsync("/portal/api/caps", new { amount = "100", window = "DAY" })).Text("id");
        Assert.Equal("SPEND_CAP_REACHED", (await shop.ReserveAsync(11, status: 402)).Code());
        await browser.SendAsync(HttpMethod.Patch, $"/portal/api/caps/{own}", new { amount = "5" }, 200);
        Assert.Equal("SPEND_CAP_REACHED", (await shop.ReserveAsync(6, status: 402)).Code());
        await shop.ReserveAsync(5);

        var caps = (await browser.GetAsync("/portal/api/caps"))["data"]!.AsArray();
        Assert.Equal(["merchant", "customer"], caps.Select(cap => cap!.Text("setBy")));
        Assert.Equal(("5", "5", "0"), (caps[1]!.Text("amount"), caps[1]!.Text("reserved"), caps[1]!.Text("left")));
        Assert.Equal(["merchant", "customer"], (await shop.Client.GetAsync($"/v0/caps?customerId={shop.Customer}", 200))["data"]!.AsArray().Select(cap => cap!.Text("setBy")));

        await browser.SendAsync(HttpMethod.Patch, $"/portal/api/caps/{merchants}", new { amount = "1000" }, 404);
        await browser.DeleteAsync($"/portal/api/caps/{merchants}", 404);
        await browser.DeleteAsync($"/portal/api/caps/{own}");
        await browser.DeleteAsync($"/portal/api/caps/{own}", 404);
    }

    [Fact]
    public async Task A_cap_of_another_customer_is_not_there()
    {
        await using var api = await TestApi.StartAsync();
        var one = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));
        var other = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));
        var cap = (await one.PostAsync("/portal/api/caps", new { amount = "5", window = "DAY" })).Text("id");
        var alert = (await one.PostAsync("/portal/api/alerts", new { type = "wallet_low_balance", threshold = "5" })).Text("id");

        Assert.Empty((await other.GetAsync("/portal/api/caps"))["data"]!.AsArray());
        Assert.Equal("CAP_NOT_FOUND", (await other.SendAsync(HttpMethod.Patch, $"/portal/api/caps/{cap}", new { amount = "6" }, 404)).Code());
        await other.DeleteAsync($"/portal/api/caps/{cap}", 404);
        await other.DeleteAsync($"/portal/api/alerts/{alert}", 404);
        Assert.Single((await one.GetAsync("/portal/api/caps"))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"window":"DAY"}""", "amount")]
    [InlineData("""{"amount":"-1","window":"DAY"}""", "amount")]
    [InlineData("""{"amount":"1"}""", "window")]
    [InlineData("""{"amount":"1","window":"YEAR"}""", "window")]
    public async Task A_wrong_field_of_a_cap_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var browser = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));

        Assert.Equal(field, (await browser.PostAsync("/portal/api/caps", JsonNode.Parse(body)!, 400)).Field());
    }

    [Fact]
    public async Task However_many_caps_and_alerts_a_customer_sets_there_is_room_for_the_merchants()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var browser = await Browser.AtPortalAsync(api, shop);
        for (var i = 0; i < 10; i++)
        {
            await browser.PostAsync("/portal/api/caps", new { amount = "5", window = "DAY" });
            await browser.PostAsync("/portal/api/alerts", new { type = "spend_threshold", threshold = "5", window = "DAY" });
        }

        Assert.Equal("TOO_MANY_CAPS", (await browser.PostAsync("/portal/api/caps", new { amount = "5", window = "DAY" }, 409)).Code());
        Assert.Equal("TOO_MANY_ALERT_RULES", (await browser.PostAsync("/portal/api/alerts", new { type = "wallet_low_balance", threshold = "5" }, 409)).Code());
        await shop.Client.PostAsync("/v0/caps", new { customerId = shop.Customer, kind = "spend", amount = "10", window = "DAY" });
        await shop.Client.PostAsync("/v0/alertRules", new { type = "wallet_low_balance", customerId = shop.Customer, threshold = "5" });
    }

    [Fact]
    public async Task A_customer_is_told_of_what_the_customer_asked_for_and_not_of_what_the_merchant_watches()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: "1");
        var browser = await Browser.AtPortalAsync(api, shop);
        await shop.Client.PostAsync("/v0/alertRules", new { type = "spend_threshold", customerId = shop.Customer, threshold = "3", window = "DAY" });
        var own = await browser.PostAsync("/portal/api/alerts", new { type = "spend_threshold", threshold = "5", window = "BILLING_PERIOD" });
        Assert.Equal("customer", (await shop.Client.GetAsync($"/v0/alertRules/{own.Text("id")}", 200)).Text("setBy"));

        await shop.UseAsync("a", 8);
        await api.Services.GetRequiredService<AlertSweeper>().SweepAsync(api.Time.GetInstant() + Duration.FromMinutes(5), default);

        Assert.Equal(2, (await shop.Client.GetAsync($"/v0/alerts?customerId={shop.Customer}", 200))["data"]!.AsArray().Count);
        var seen = await browser.GetAsync("/portal/api/alerts");
        Assert.Equal(own.Text("id"), seen["rules"]!.AsArray().Single()!.Text("id"));
        Assert.Equal(("5", "8"), (seen["raised"]!.AsArray().Single()!.Text("threshold"), seen["raised"]![0]!.Text("value")));

        await browser.DeleteAsync($"/portal/api/alerts/{own.Text("id")}");
        Assert.Empty((await browser.GetAsync("/portal/api/alerts"))["rules"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"threshold":"1","window":"DAY"}""", "type")]
    [InlineData("""{"type":"usage_spike","threshold":"1"}""", "type")]
    [InlineData("""{"type":"spend_threshold","threshold":"1"}""", "window")]
    [InlineData("""{"type":"wallet_low_balance","threshold":"0"}""", "threshold")]
    [InlineData("""{"type":"wallet_low_balance"}""", "threshold")]
    public async Task A_wrong_field_of_an_alert_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var browser = await Browser.AtPortalAsync(api, await Shop.OpenAsync(api));

        Assert.Equal(field, (await browser.PostAsync("/portal/api/alerts", JsonNode.Parse(body)!, 400)).Field());
    }
}
