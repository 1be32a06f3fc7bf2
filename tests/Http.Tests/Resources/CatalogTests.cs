using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class CatalogTests
{
    [Fact]
    public async Task A_product_is_kept_and_listed()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/products", new { name = "Search", description = "Finds", metadata = new { team = "a" } });
        Assert.Equal(api.Merchant.Merchant.Id.ToString(), made.Text("merchantId"));
        var read = await api.Live.GetAsync($"/v0/products/{made.Text("id")}", 200);
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
        Assert.Equal("a", read["metadata"]!.Text("team"));
        var list = await api.Live.GetAsync("/v0/products", 200);
        Assert.Equal("list", list.Text("object"));
        Assert.Equal(made.Text("id"), list["data"]!.AsArray().Single()!.Text("id"));
        Assert.Equal("""{"limit":10,"offset":0,"total":1}""", list["pagination"]!.ToJsonString());
    }

    [Fact]
    public async Task A_metric_is_kept_as_it_was_given()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/billableMetrics", new
        {
            name = "Tokens",
            unit = "token",
            aggregation = "UNIQUE_COUNT",
            eventType = "completion",
            valueProperty = "$.user.id",
            groupBy = new { model = "$.model" },
            filters = new Dictionary<string, string[]> { ["$.region"] = ["eu", "us"] },
            productId = await Sample.ProductAsync(api.Live),
        });
        var read = await api.Live.GetAsync($"/v0/billableMetrics/{made.Text("id")}", 200);
        Assert.Equal("UNIQUE_COUNT", read.Text("aggregation"));
        Assert.Equal("$.user.id", read.Text("valueProperty"));
        Assert.Equal("""{"model":"$.model"}""", read["groupBy"]!.ToJsonString());
        Assert.Equal("""{"$.region":["eu","us"]}""", read["filters"]!.ToJsonString());
        Assert.Single((await api.Live.GetAsync("/v0/billableMetrics", 200))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"unit":"u","aggregation":"SUM"}""", "name", "REQUIRED")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"sum"}""", "aggregation", "UNKNOWN_VALUE")]
    [InlineData("""{"name":"n","unit":"u"}""", "aggregation", "REQUIRED")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"SUM","eventType":"e"}""", "valueProperty", "REQUIRED")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"LATEST","eventType":"e"}""", "valueProperty", "REQUIRED")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"SUM","eventType":"e","valueProperty":"$[0]"}""", "valueProperty", "INVALID_PATH")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","eventType":""}""", "eventType", "REQUIRED")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","groupBy":{"a":"$.a"}}""", "groupBy", "EVENT_TYPE_MISSING")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","eventType":"e","groupBy":{"a":"a b"}}""", "groupBy.a", "INVALID_PATH")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","eventType":"e","filters":{"$.a":[]}}""", "filters", "EMPTY")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","eventType":"e","filters":{"$.a":[null]}}""", "filters.$.a", "INVALID_VALUE")]
    [InlineData("""{"name":"n","unit":"u","aggregation":"COUNT","productId":"bm_1"}""", "productId", "INVALID_ID")]
    public async Task A_metric_that_cannot_be_counted_is_refused(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/billableMetrics", body, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    [Theory]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"standard","properties":{"unitPrice":0.1}}""", null, null)]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_arrears","model":"standard","properties":{"unitPrice":"1"},"quantity":"2.5","billingCadence":"P1M"}""", null, null)]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"tiered","properties":{}}""", "model", "UNSUPPORTED_MODEL")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"standard"}""", "properties", "REQUIRED")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"standard","properties":{"unitPrice":"-1"}}""", "properties.unitPrice", "INVALID_PRICE")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"instant","model":"standard","properties":{"unitPrice":"1"}}""", "paymentTerm", "UNSUPPORTED_PAYMENT_TERM")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"later","model":"standard","properties":{"unitPrice":"1"}}""", "paymentTerm", "UNKNOWN_VALUE")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"standard","properties":{"unitPrice":"1"},"quantity":-1}""", "quantity", "OUT_OF_RANGE")]
    [InlineData("""{"feeId":"f","invoiceDisplayName":"x","paymentTerm":"in_advance","model":"standard","properties":{"unitPrice":"1"},"billingCadence":"P2M"}""", "billingCadence", "UNKNOWN_CADENCE")]
    [InlineData("""{"invoiceDisplayName":"x","paymentTerm":"in_arrears","model":"standard","properties":{"unitPrice":"1"}}""", "billableMetricId", "REQUIRED")]
    public async Task A_price_is_of_a_metric_or_a_fee(string body, string? field, string? code)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.Live.SendAsync(HttpMethod.Post, "/v0/prices", body, code is null ? 201 : 400);
        if (code is null)
        {
            Assert.Equal(answer.ToJsonString(), (await api.Live.GetAsync($"/v0/prices/{answer.Text("id")}", 200)).ToJsonString());
            Assert.Single((await api.Live.GetAsync("/v0/prices", 200))["data"]!.AsArray());
        }
        else
        {
            Assert.Equal((field, code), (answer.Field(), answer.Code()));
        }
    }

    [Fact]
    public async Task A_price_in_advance_of_use_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.PostAsync("/v0/prices", new
        {
            billableMetricId = await Sample.MetricAsync(api.Live),
            invoiceDisplayName = "x",
            paymentTerm = "in_advance",
            model = "standard",
            properties = new { unitPrice = "1" },
        }, 400);
        Assert.Equal("UNSUPPORTED_PAYMENT_TERM", problem.Code());
    }

    [Fact]
    public async Task A_plan_keeps_its_terms_and_their_defaults()
    {
        await using var api = await TestApi.StartAsync();
        var id = await Sample.PlanAsync(api.Live);
        var plan = await api.Live.GetAsync($"/v0/plans/{id}", 200);
        Assert.Equal(("exclusive", "PT1H", "next_invoice", "P1M", "USD"),
            (plan.Text("taxBehavior"), plan.Text("graceDuration"), plan.Text("lateEventPolicy"), plan.Text("billingCadence"), plan.Text("currency")));
        Assert.Equal("0.002", plan["prices"]![0]!["properties"]!.Text("unitPrice"));
        Assert.Single((await api.Live.GetAsync("/v0/plans", 200))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("next_invoice")]
    [InlineData("credit_or_debit_note")]
    [InlineData("reject")]
    public async Task A_plan_says_what_becomes_of_what_comes_late(string policy)
    {
        await using var api = await TestApi.StartAsync();
        var id = await Sample.PlanAsync(api.Live, late: policy);
        Assert.Equal(policy, (await api.Live.GetAsync($"/v0/plans/{id}", 200)).Text("lateEventPolicy"));
    }

    [Theory]
    [InlineData("billingCadence", "P2M", "UNKNOWN_CADENCE")]
    [InlineData("currency", "XXX", "UNKNOWN_CURRENCY")]
    [InlineData("defaultTaxRate", "1.1", "OUT_OF_RANGE")]
    [InlineData("graceDuration", "P8D", "OUT_OF_RANGE")]
    [InlineData("graceDuration", "P1M", "INVALID_DURATION")]
    [InlineData("reviewDuration", "P28DT1S", "OUT_OF_RANGE")]
    [InlineData("lateEventPolicy", "never", "UNKNOWN_VALUE")]
    [InlineData("taxBehavior", "both", "UNKNOWN_VALUE")]
    public async Task A_plan_that_cannot_be_billed_is_refused(string field, string value, string code)
    {
        await using var api = await TestApi.StartAsync();
        var plan = new Dictionary<string, object?>
        {
            ["productId"] = await Sample.ProductAsync(api.Live),
            ["name"] = "Pro",
            ["currency"] = "usd",
            ["billingCadence"] = "P1M",
            ["prices"] = Array.Empty<object>(),
            [field] = value,
        };
        var problem = await api.Live.PostAsync("/v0/plans", plan, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task A_plans_errors_name_the_price()
    {
        await using var api = await TestApi.StartAsync();
        var product = await Sample.ProductAsync(api.Live);
        var metric = await Sample.MetricAsync(api.Live);
        var usage = new { billableMetricId = metric, invoiceDisplayName = "R", paymentTerm = "in_arrears", model = "standard", properties = new { unitPrice = "1" } };
        await ExpectAsync([usage, usage], "prices[1].billableMetricId", "METRIC_PRICED_TWICE");
        await ExpectAsync([usage with { billableMetricId = "bm_nothing" }], "prices[0].billableMetricId", "BILLABLE_METRIC_NOT_FOUND", 404);
        await ExpectAsync([usage, usage with { properties = new { unitPrice = "x" } }], "prices[1].properties.unitPrice", "INVALID_PRICE");
        await ExpectAsync([7], "prices[0]", "WRONG_TYPE");
        await ExpectAsync([new { quantity = true }], "prices[0].quantity", "WRONG_TYPE");
        await ExpectAsync(["price_nothing"], "prices[0]", "PRICE_NOT_FOUND", 404);

        async Task ExpectAsync(object[] prices, string field, string code, int status = 400)
        {
            var problem = await api.Live.PostAsync("/v0/plans", new { productId = product, name = "P", currency = "USD", billingCadence = "P1M", prices }, status);
            Assert.Equal((field, code), (problem.Field(), problem.Code()));
        }
    }

    [Fact]
    public async Task A_plans_versions_differ_by_what_was_asked_for()
    {
        await using var api = await TestApi.StartAsync();
        var id = await Sample.PlanAsync(api.Live, feeInAdvance: "5");
        var first = (await api.Live.GetAsync($"/v0/plans/{id}", 200))["prices"]!.AsArray();
        api.Time.Advance(TimeSpan.FromMilliseconds(1)); // Lists are ordered by the millisecond.
        var cheaper = new { feeId = "base", invoiceDisplayName = "Base", paymentTerm = "in_advance", model = "standard", properties = new { unitPrice = "4" } };
        var made = await api.Live.PostAsync($"/v0/plans/{id}/versions", new
        {
            addPrices = new object[] { cheaper with { feeId = "extra" } },
            removePrices = new[] { first[0]!.Text("id") },
            replacePrices = new[] { new { priceId = first[1]!.Text("id"), price = cheaper } },
        });
        Assert.Equal(2, made["version"]!.GetValue<int>());
        Assert.Equal(["base", "extra"], made["prices"]!.AsArray().Select(price => price!.Text("feeId")));

        var versions = (await api.Live.GetAsync($"/v0/plans/{id}/versions", 200))["data"]!.AsArray();
        Assert.Equal([2, 1], versions.Select(version => version!["version"]!.GetValue<int>()));
        Assert.Equal(first.ToJsonString(), versions[1]!["prices"]!.ToJsonString());

        Assert.Equal("PRICE_NOT_IN_PLAN", (await api.Live.PostAsync($"/v0/plans/{id}/versions", new { removePrices = new[] { first[0]!.Text("id") } }, 400)).Code());
        Assert.Equal("NOTHING_CHANGED", (await api.Live.PostAsync($"/v0/plans/{id}/versions", new { }, 400)).Code());
    }
}
