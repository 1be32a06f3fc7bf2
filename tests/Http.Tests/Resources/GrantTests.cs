using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class GrantTests
{
    [Fact]
    public async Task A_grant_is_in_the_wallet_and_its_use_is_told()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var made = await api.Test.PostAsync("/v0/grants", Grant(shop.Customer, amount: "4"));
        Assert.Equal(("grant", "active", "promotional", "4"), (made.Text("object"), made.Text("status"), made.Text("kind"), made.Text("remaining")));
        Assert.StartsWith("grt_", made.Text("id"), StringComparison.Ordinal);

        var held = (await shop.ReserveAsync(3)).Text("id");
        await shop.UseAsync("one", 2, held);
        var used = await api.Test.GetAsync($"/v0/grants/{made.Text("id")}", 200);
        Assert.Equal(("1", "3", "0", "4"), (used.Text("burned"), used.Text("remaining"), used.Text("held"), used.Text("granted")));
        var wallet = await api.Test.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200);
        Assert.Equal(("14", "13", "1"), (wallet.Text("funded"), wallet.Text("available"), wallet.Text("spent")));
        Assert.Equal(
            [(made.Text("id"), "3"), (null, "10")],
            wallet["lots"]!.AsArray().Select(lot => ((string?)lot!["grantId"], lot.Text("remaining"))));
    }

    [Fact]
    public async Task A_grant_that_is_taken_back_is_void_however_often()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var id = (await api.Test.PostAsync("/v0/grants", Grant(customer))).Text("id");
        for (var i = 0; i < 2; i++)
        {
            var voided = await api.Test.SendAsync(HttpMethod.Delete, $"/v0/grants/{id}", null, 200);
            Assert.Equal(("voided", "0", "5"), (voided.Text("status"), voided.Text("remaining"), voided.Text("voided")));
        }

        Assert.Equal("0", (await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("available"));
    }

    [Fact]
    public async Task A_key_leads_to_one_grant()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var first = await api.Test.PostAsync("/v0/grants", Grant(customer));
        Assert.Equal(first.ToJsonString(), (await api.Test.PostAsync("/v0/grants", Grant(customer))).ToJsonString());
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await api.Test.PostAsync("/v0/grants", Grant(customer, amount: "6"), 409)).Code());

        var listed = await api.Test.GetAsync($"/v0/grants?customerId={customer}", 200);
        Assert.Equal(first.ToJsonString(), Assert.Single(listed["data"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task A_test_clock_has_grants_come_roll_over_and_expire()
    {
        await using var api = await TestApi.StartAsync();
        var clock = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2026-03-01T00:00:00Z" })).Text("id");
        var customer = (await api.Test.PostAsync("/v0/customers", new { consumer = new { name = "Ada", email = "ada@example.com" }, testClockId = clock })).Text("id");
        var recurrence = new { interval = "P1M", rolloverMaximum = "2", endsAt = "2026-05-01T00:00:00Z" };
        var id = (await api.Test.PostAsync("/v0/grants", new { customerId = customer, amount = "5", currency = "USD", idempotencyKey = "k", recurrence })).Text("id");

        foreach (var (month, available, expired) in new[] { ("03-31", "5", "0"), ("04-01", "7", "3"), ("05-01", "0", "10") })
        {
            await api.Test.SendAsync(HttpMethod.Patch, $"/v0/testClocks/{clock}", $$"""{"currentTime": "2026-{{month}}T00:00:00Z"}""", 200);
            var wallet = await api.Test.GetAsync($"/v0/customers/{customer}/wallet", 200);
            Assert.Equal((available, expired), (wallet.Text("available"), wallet.Text("expired")));
        }

        Assert.Equal("expired", (await api.Test.GetAsync($"/v0/grants/{id}", 200)).Text("status"));
        var kinds = (await api.Test.GetAsync($"/v0/customers/{customer}/wallet/journal", 200))["data"]!.AsArray().Select(entry => entry!.Text("kind"));
        Assert.Equal(["expiry", "expiry", "rollover", "grant", "grant"], kinds);
    }

    [Theory]
    [InlineData("amount", "\"0\"", 400)]
    [InlineData("amount", "\"-1\"", 400)]
    [InlineData("amount", "null", 400)]
    [InlineData("currency", "\"XYZ\"", 400)]
    [InlineData("currency", "\"EUR\"", 409)]
    [InlineData("billableMetricId", "\"bm_1\"", 400)]
    [InlineData("idempotencyKey", "\" \"", 400)]
    [InlineData("kind", "\"loan\"", 400)]
    [InlineData("priority", "256", 400)]
    [InlineData("expiresAt", "\"2001-01-01T00:00:00Z\"", 400)]
    [InlineData("effectiveAt", "\"9999-12-31T23:59:59Z\"", 400)]
    [InlineData("customerId", "\"cus_0\"", 404)]
    [InlineData("recurrence.interval", "{\"interval\": \"P2M\"}", 400)]
    [InlineData("recurrence.interval", "{}", 400)]
    [InlineData("recurrence.rolloverMinimum", "{\"interval\": \"P1M\", \"rolloverMinimum\": \"2\", \"rolloverMaximum\": \"1\"}", 400)]
    [InlineData("recurrence.endsAt", "{\"interval\": \"P1M\", \"endsAt\": \"2001-01-01T00:00:00Z\"}", 400)]
    public async Task A_grant_that_breaks_a_rule_is_told_which_and_changes_nothing(string field, string value, int status)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var body = JsonNode.Parse($$"""{"customerId": "{{shop.Customer}}", "amount": "5", "currency": "USD", "idempotencyKey": "k"}""")!;
        body[field.Split('.')[0]] = JsonNode.Parse(value);

        Assert.Equal(field, (await api.Test.SendAsync(HttpMethod.Post, "/v0/grants", body.ToJsonString(), status)).Field());
        Assert.Equal("10", (await api.Test.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200)).Text("funded"));
        Assert.Empty((await api.Test.GetAsync($"/v0/grants?customerId={shop.Customer}", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_sees_anothers_grants()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        var id = (await api.Test.PostAsync("/v0/grants", Grant(customer))).Text("id");
        var stranger = api.With((await api.NewMerchantAsync("Mallory")).Test.Text.Reveal());
        foreach (var client in new[] { stranger, api.Live })
        {
            Assert.Equal("GRANT_NOT_FOUND", (await client.GetAsync($"/v0/grants/{id}", 404)).Code());
            Assert.Equal("GRANT_NOT_FOUND", (await client.SendAsync(HttpMethod.Delete, $"/v0/grants/{id}", null, 404)).Code());
            Assert.Equal("CUSTOMER_NOT_FOUND", (await client.GetAsync($"/v0/grants?customerId={customer}", 404)).Code());
            Assert.Equal("CUSTOMER_NOT_FOUND", (await client.PostAsync("/v0/grants", Grant(customer), 404)).Code());
        }

        Assert.Equal("GRANT_NOT_FOUND", (await api.Test.GetAsync("/v0/grants/grt_1", 404)).Code());
    }

    private static object Grant(string customerId, string amount = "5") => new { customerId, amount, currency = "USD", idempotencyKey = "key" };
}
