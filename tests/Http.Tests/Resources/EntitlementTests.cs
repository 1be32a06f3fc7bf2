using System.Net.Http.Json;
using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class EntitlementTests
{
    [Fact]
    public async Task Usage_is_paid_from_its_hold_and_the_last_use_releases_the_rest()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");

        var held = await shop.ReserveAsync(10, maxUses: 2);
        Assert.Equal("10 = 5 + 5 + 0, 0", await shop.WalletAsync());
        Assert.Equal(("entitlement", "open", "5", 0), (held.Text("object"), held.Text("status"), held.Text("remainingBalance"), held["usedCount"]!.GetValue<int>()));
        Assert.Equal(("10", "0.5"), (held["billableMetrics"]![0]!.Text("quantity"), held["billableMetrics"]![0]!.Text("price")));
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-02-01T01:00:00Z"), (held.Text("createdAt"), held.Text("expiresAt")));

        await shop.UseAsync("first", 4, held.Text("id"));
        Assert.Equal("10 = 5 + 3 + 2, 0", await shop.WalletAsync());
        await shop.UseAsync("second", 1, held.Text("id").Replace("com_", "ent_", StringComparison.Ordinal));
        Assert.Equal("10 = 7.5 + 0 + 2.5, 0", await shop.WalletAsync());

        var used = await shop.Client.GetAsync($"/v0/entitlements/{held.Text("id")}", 200);
        Assert.Equal(("consumed", "0", 2), (used.Text("status"), used.Text("remainingBalance"), used["usedCount"]!.GetValue<int>()));
        using var response = await shop.Client.DeleteAsync($"/v0/entitlements/{held.Text("id")}");
        Assert.Equal("HOLD_CONSUMED", (await response.ReadAsync(409)).Code());
    }

    [Fact]
    public async Task Usage_may_name_a_hold_that_is_resolved_and_none_that_its_customer_never_had()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var id = (await shop.ReserveAsync(10)).Text("id");
        await shop.UseAsync("first", 1, id);
        await shop.UseAsync("second", 1, id);
        Assert.Equal("10 = 9 + 0 + 1, 0", await shop.WalletAsync());

        foreach (var unknown in new[] { "com_nope", string.Concat(id.AsSpan(0, id.Length - 1), "!"), string.Concat(id.AsSpan(0, id.Length - 1), "_") })
        {
            var refused = await shop.Client.SendAsync(
                HttpMethod.Post,
                "/v0/usage",
                $$"""{"idempotencyKey":"x","customerId":"{{shop.Customer}}","timestamp":"2026-02-01T00:00:00Z","entitlementId":"{{unknown}}","properties":[{"billableMetricId":"{{shop.Metric}}","quantity":1}]}""",
                unknown == "com_nope" ? 404 : 400);
            Assert.Equal("entitlementId", refused["errors"]![0]!.Text("field"));
        }
    }

    [Fact]
    public async Task What_is_left_is_given_back_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var id = (await shop.ReserveAsync(10, maxUses: 2)).Text("id");
        await shop.UseAsync("first", 1, id);
        for (var i = 0; i < 2; i++)
        {
            using var response = await shop.Client.DeleteAsync($"/v0/entitlements/{id.Replace("com_", "ent_", StringComparison.Ordinal)}");
            Assert.Equal("released", (await response.ReadAsync(200)).Text("status"));
            Assert.Equal("10 = 9.5 + 0 + 0.5, 0", await shop.WalletAsync());
        }
    }

    [Fact]
    public async Task A_hold_expires_by_the_customers_clock()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var id = (await shop.ReserveAsync(10)).Text("id");
        await shop.MoveClockAsync("2026-02-01T00:59:59Z");
        Assert.Equal("10 = 5 + 5 + 0, 0", await shop.WalletAsync());
        await shop.MoveClockAsync("2026-02-01T01:00:00Z");
        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
        Assert.Equal("expired", (await shop.Client.GetAsync($"/v0/entitlements/{id}", 200)).Text("status"));
    }

    [Fact]
    public async Task A_hold_beyond_the_balance_is_refused_with_what_is_available()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        await shop.ReserveAsync(14);
        var problem = await shop.ReserveAsync(7, status: 402);
        Assert.Equal("INSUFFICIENT_FUNDS", problem.Code());
        Assert.Contains("3 USD is available", problem.Text("detail"), StringComparison.Ordinal);
        await shop.ReserveAsync(6);
        Assert.Equal("10 = 0 + 10 + 0, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task A_customer_without_wallet_and_subscription_has_nothing_to_hold()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        Assert.Equal("INSUFFICIENT_FUNDS", (await api.Live.PostAsync("/v0/entitlements", Wish(customer, metric, price: "0.1"), 402)).Code());
    }

    [Fact]
    public async Task A_subscriptions_price_goes_before_the_requests_own()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var other = await Sample.MetricAsync(api.Test, "Other");
        var items = new object[]
        {
            new { billableMetricId = shop.Metric, quantity = 2, price = "3" },
            new { billableMetricId = other, quantity = 2, price = "3" },
        };
        var held = await api.Test.PostAsync("/v0/entitlements", new { customerId = shop.Customer, entitlementData = items });
        Assert.Equal(["0.5", "3"], held["billableMetrics"]!.AsArray().Select(item => item!.Text("price")));
        Assert.Equal("7", held.Text("amount"));
        var problem = await api.Test.PostAsync("/v0/entitlements", Wish(shop.Customer, other), 400);
        Assert.Equal(("PRICE_UNKNOWN", "entitlementData[0].price"), (problem.Code(), problem.Field()));
    }

    [Fact]
    public async Task Active_ones_are_listed_by_customer_product_and_subscription()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var other = await Sample.MetricAsync(api.Test, "Other");
        var first = (await shop.ReserveAsync(1)).Text("id");
        var second = (await api.Test.PostAsync("/v0/entitlements", Wish(shop.Customer, other, price: "1"))).Text("id");
        var released = (await shop.ReserveAsync(1)).Text("id");
        (await api.Test.DeleteAsync($"/v0/entitlements/{released}")).Dispose();

        Assert.Equal(new[] { first, second }.Order(), (await ActiveAsync(api, shop, "")).Order());
        Assert.Equal([first], await ActiveAsync(api, shop, $"&productId={shop.Product}"));
        Assert.Equal([first], await ActiveAsync(api, shop, $"&subscriptionId={shop.Subscription}"));
        Assert.Empty(await ActiveAsync(api, shop, "&productId=prod_other"));
        Assert.Equal("REQUIRED", (await api.Test.GetAsync("/v0/entitlements/activeEntitlements", 400)).Code());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Test.GetAsync("/v0/entitlements/activeEntitlements?customerId=cus_1", 404)).Code());
    }

    [Theory]
    [InlineData(null, "local", 201)]
    [InlineData("X-Paygentic-Region: asia-south1", "asia-south1", 201)]
    [InlineData("Tally-Region: eu-1", "eu-1", 201)]
    [InlineData("Tally-Region: EU", "Tally-Region", 400)]
    [InlineData("X-Paygentic-Region: a/b", "X-Paygentic-Region", 400)]
    public async Task The_region_is_the_headers(string? header, string expected, int status)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v0/entitlements");
        request.Content = JsonContent.Create(Wish(shop.Customer, shop.Metric));
        if (header?.Split(": ") is [var name, var value])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await api.Test.SendAsync(request);
        var answer = await response.ReadAsync(status);
        Assert.Equal(expected, status == 201 ? answer.Text("region") : answer.Field());
    }

    [Theory]
    [InlineData("""{"entitlementData": [{"billableMetricId": "$metric", "quantity": 1}]}""", "customerId", "REQUIRED", 400)]
    [InlineData("""{"customerId": "$customer"}""", "entitlementData", "REQUIRED", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": []}""", "entitlementData", "EMPTY", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [null]}""", "entitlementData[0].billableMetricId", "REQUIRED", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "x", "quantity": 1}]}""", "entitlementData[0].billableMetricId", "INVALID_ID", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric"}]}""", "entitlementData[0].quantity", "REQUIRED", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": -1}]}""", "entitlementData[0].quantity", "OUT_OF_RANGE", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1, "price": "-1"}]}""", "entitlementData[0].price", "OUT_OF_RANGE", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}], "maxUses": 0}""", "maxUses", "OUT_OF_RANGE", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}], "maxUses": 1001}""", "maxUses", "OUT_OF_RANGE", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}], "expiresIn": "P8D"}""", "expiresIn", "OUT_OF_RANGE", 400)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}], "expiresIn": "an hour"}""", "expiresIn", "INVALID_DURATION", 400)]
    [InlineData("""{"customerId": "cus_1", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}]}""", "customerId", "CUSTOMER_NOT_FOUND", 404)]
    [InlineData("""{"customerId": "$customer", "entitlementData": [{"billableMetricId": "bm_1", "quantity": 1}]}""", "entitlementData[0].billableMetricId", "BILLABLE_METRIC_NOT_FOUND", 404)]
    [InlineData("""{"customerId": "$customer", "merchantId": "org_1", "entitlementData": [{"billableMetricId": "$metric", "quantity": 1}]}""", "merchantId", "MERCHANT_MISMATCH", 403)]
    public async Task A_wish_that_breaks_a_rule_is_told_which(string body, string field, string code, int status)
    {
        await using var api = await TestApi.StartAsync();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        var json = body.Replace("$customer", customer, StringComparison.Ordinal).Replace("$metric", metric, StringComparison.Ordinal);
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/entitlements", json, status);
        Assert.Equal((code, field), (problem.Code(), problem.Field()));
    }

    [Fact]
    public async Task Nobody_sees_or_releases_anothers()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var id = (await shop.ReserveAsync(2)).Text("id");
        var stranger = api.With((await api.NewMerchantAsync("Mallory")).Test.Text.Reveal());
        foreach (var client in new[] { stranger, api.Live })
        {
            Assert.Equal("HOLD_NOT_FOUND", (await client.GetAsync($"/v0/entitlements/{id}", 404)).Code());
            using var response = await client.DeleteAsync($"/v0/entitlements/{id}");
            await response.ReadAsync(404);
        }

        Assert.Equal("10 = 9 + 1 + 0, 0", await shop.WalletAsync());
        await api.Test.GetAsync("/v0/entitlements/nonsense", 404);
    }

    [Fact]
    public async Task A_key_for_usage_may_hold_and_a_key_for_reading_may_not()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        await (await api.WithScopesAsync(Scope.Ingest)).PostAsync("/v0/entitlements", Wish(customer, metric, "1"), 402);
        Assert.Equal("MISSING_SCOPE", (await (await api.WithScopesAsync(Scope.Read)).PostAsync("/v0/entitlements", Wish(customer, metric, "1"), 403)).Code());
    }

    private static object Wish(string customerId, string metric, string? price = null) =>
        new { customerId, entitlementData = new[] { new { billableMetricId = metric, quantity = 1, price } } };

    private static async Task<List<string>> ActiveAsync(TestApi api, Shop shop, string more)
    {
        var listed = await api.Test.GetAsync($"/v0/entitlements/activeEntitlements?customerId={shop.Customer}{more}", 200);
        return [.. listed["data"]!.AsArray().Select(item => item!.Text("id"))];
    }
}
