using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class PriceTests
{
    [Theory]
    [InlineData("graduated", """{"tiers":[{"upTo":"5","unitPrice":"1","flatFee":"2"},{"upTo":null,"unitPrice":"0.5"}],"freeUnits":"10"}""")]
    [InlineData("volume", """{"tiers":[{"upTo":null,"unitPrice":"0.5"}]}""")]
    [InlineData("linearVolume", """{"default":"1","gradient":"-0.001","min":"0.2","max":"1"}""")]
    [InlineData("package", """{"packageSize":"100","packagePrice":"5","rounding":"up"}""")]
    [InlineData("percentage", """{"percentage":"0.03","minCharge":"2"}""")]
    [InlineData("dynamic", """{"minPrice":"0","maxPrice":"2"}""")]
    public async Task A_price_is_answered_as_it_was_given(string model, string properties)
    {
        await using var api = await TestApi.StartAsync();
        var metric = await Sample.MetricAsync(api.Live);
        var made = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices", Price(metric, model, properties), 201);

        Assert.Equal((model, properties), (made.Text("model"), made["properties"]!.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await api.Live.GetAsync($"/v0/prices/{made.Text("id")}", 200)).ToJsonString());
    }

    [Fact]
    public async Task A_volume_price_with_a_gradient_is_a_linear_one()
    {
        await using var api = await TestApi.StartAsync();
        const string Properties = """{"default":"1","gradient":"-0.001","min":"0.2","max":"1"}""";
        var made = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices", Price(await Sample.MetricAsync(api.Live), "volume", Properties), 201);

        Assert.Equal(("linearVolume", Properties), (made.Text("model"), made["properties"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("tiered", "{}", "model", "UNSUPPORTED_MODEL")]
    [InlineData("graduated", """{"tiers":[{"upTo":5,"unitPrice":1},{"upTo":4,"unitPrice":1},{"unitPrice":1}]}""", "properties.tiers[1].upTo", "INVALID_TIER")]
    [InlineData("matrix", """{"dimensions":["a"],"cells":[{"values":{"a":"1"},"unitPrice":1}],"defaultUnitPrice":1}""", "properties.dimensions", "UNKNOWN_DIMENSION")]
    public async Task An_impossible_price_is_refused_with_its_field(string model, string properties, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var price = Price(await Sample.MetricAsync(api.Live), model, properties);
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices", price, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));

        var plan = $$"""{"productId":"{{await Sample.ProductAsync(api.Live)}}","name":"P","currency":"USD","billingCadence":"P1M","prices":[{{price}}]}""";
        Assert.Equal($"prices[0].{field}", (await api.Live.SendAsync(HttpMethod.Post, "/v0/plans", plan, 400)).Field());
    }

    [Theory]
    [InlineData("""{"properties":{"unitPrice":1},"currency":"USD","quantity":1}""", "model", "REQUIRED")]
    [InlineData("""{"model":"standard","currency":"USD","quantity":1}""", "properties", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD"}""", "quantity", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantity":1,"quantities":[{"quantity":1}]}""", "quantity", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"quantity":1}""", "currency", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":-1},"currency":"USD","quantity":1}""", "properties.unitPrice", "INVALID_PRICE")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantity":-1}""", "quantity", "OUT_OF_RANGE")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":999999999999},"currency":"USD","quantity":999999999999}""", "quantity", "OUT_OF_RANGE")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantities":[{}]}""", "quantities[0].quantity", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantities":[null]}""", "quantities[0].quantity", "REQUIRED")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantities":[]}""", "quantities", "EMPTY")]
    [InlineData("""{"model":"standard","properties":{"unitPrice":1},"currency":"USD","quantities":[{"quantity":1,"values":{"a":null}}]}""", "quantities[0].values", "WRONG_TYPE")]
    [InlineData("""{"model":"dynamic","properties":{"minPrice":1,"maxPrice":2},"currency":"USD","quantity":1}""", "quantities", "REQUIRED")]
    [InlineData("""{"model":"dynamic","properties":{"minPrice":1,"maxPrice":2},"currency":"USD","quantities":[{"quantity":1}]}""", "quantities[0].price", "REQUIRED")]
    [InlineData("""{"model":"dynamic","properties":{"minPrice":1,"maxPrice":2},"currency":"USD","quantities":[{"quantity":1,"price":3}]}""", "quantities[0].price", "OUT_OF_RANGE")]
    public async Task A_preview_that_cannot_be_made_names_the_field(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices/preview", body, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task An_invoice_line_shows_its_tiers()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, model: "graduated", properties: """{"tiers":[{"upTo":"5","unitPrice":"1","flatFee":"2"},{"unitPrice":"0.5"}],"freeUnits":"2"}""");
        await shop.UseAsync("1", 4);
        await shop.UseAsync("2", 6);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoice = (await shop.InvoicesAsync())[0].Text("id");
        var line = (await shop.Client.GetAsync($"/v2/invoices/{invoice}?expand=lineItems", 200))["lineItems"]![0]!;
        Assert.Equal(("8.50", "0.85"), (line.Text("totalPrice"), line.Text("unitPrice")));
        Assert.Equal(
            """[{"label":"free","quantity":"2","unitPrice":"0","amount":"0"},{"label":"up to 5","quantity":"5","unitPrice":"1","amount":"5"},{"label":"up to 5, flat fee","quantity":"1","unitPrice":"2","amount":"2"},{"label":"above 5","quantity":"3","unitPrice":"0.5","amount":"1.5"}]""",
            line["details"]!.ToJsonString());
        var html = await shop.Client.GetStringAsync($"/v2/invoices/{invoice}/html");
        Assert.Contains("<td>above 5</td>\n<td>3</td>\n<td>0.5</td>\n<td>1.5</td>", html, StringComparison.Ordinal);
        Assert.Equal("verified", (await shop.Client.GetAsync($"/v2/invoices/{invoice}/proof", 200)).Text("status"));
    }

    [Fact]
    public async Task A_hold_is_for_the_most_that_the_quantity_can_cost()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, model: "graduated", properties: """{"tiers":[{"upTo":"5","unitPrice":"1","flatFee":"2"},{"unitPrice":"0.5"}],"freeUnits":"2"}""", funds: "10");
        Assert.Equal("INSUFFICIENT_FUNDS", (await shop.ReserveAsync(9, status: 402)).Code());
        var hold = await shop.ReserveAsync(8);
        Assert.Equal(("10", "1.25"), (hold.Text("amount"), hold["billableMetrics"]![0]!.Text("price")));

        // What it costs is known at the end of the period: the hold is given back.
        await shop.UseAsync("1", 8, hold.Text("id"));
        Assert.Equal("10 = 10 + 0 + 0, 0", await shop.WalletAsync());
    }

    [Fact]
    public async Task A_hold_is_at_its_own_price_where_prices_come_with_the_events()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, term: "instant", model: "dynamic", properties: """{"minPrice":"1","maxPrice":"3"}""", funds: "100");
        Assert.Equal("6", (await shop.ReserveAsync(2)).Text("amount"));
        var hold = await ReserveAsync("2.5", 201);
        Assert.Equal("5", hold.Text("amount"));
        Assert.Equal(("entitlementData[0].price", "PRICE_OUT_OF_BOUNDS"), (await ReserveAsync("4", 400)) is var problem ? (problem.Field(), problem.Code()) : default);

        var usage = new
        {
            idempotencyKey = "1",
            customerId = shop.Customer,
            entitlementId = hold.Text("id"),
            timestamp = "2026-02-01T00:00:00Z",
            properties = new[] { new { billableMetricId = shop.Metric, quantity = "2", price = "2.25" } },
        };
        await shop.Client.PostAsync("/v0/usage", usage);
        await api.MeterAllAsync();
        Assert.Equal("100 = 89.5 + 6 + 4.5, 0", await shop.WalletAsync());

        Task<JsonNode> ReserveAsync(string price, int status) => shop.Client.PostAsync(
            "/v0/entitlements", new { customerId = shop.Customer, entitlementData = new[] { new { billableMetricId = shop.Metric, quantity = 2, price } } }, status);
    }

    private static string Price(string metric, string model, string properties) => new JsonObject
    {
        ["billableMetricId"] = metric,
        ["invoiceDisplayName"] = "Usage",
        ["paymentTerm"] = "in_arrears",
        ["model"] = model,
        ["properties"] = JsonNode.Parse(properties),
    }.ToJsonString();
}
