using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class FeatureEntitlementTests
{
    [Theory]
    [InlineData(false, "no, 0, 130, 30")]
    [InlineData(true, "yes, 0, 130, 30")]
    public async Task Usage_takes_from_the_quota_and_a_hard_limit_ends_access(bool isSoftLimit, string over)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        await shop.EntitleAsync(isSoftLimit: isSoftLimit);

        Assert.Equal("yes, 100, 0, 0", await shop.AccessAsync());
        await shop.UseAsync("first", 40);
        Assert.Equal("yes, 60, 40, 0", await shop.AccessAsync());
        await shop.UseAsync("second", 90);
        Assert.Equal(over, await shop.AccessAsync());
    }

    [Fact]
    public async Task The_customers_clock_brings_the_reset_and_the_past_stays_as_it_was()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var id = await shop.EntitleAsync(rollover: 25);
        await shop.UseAsync("first", 40, timestamp: "2026-02-01T00:00:00Z");
        await shop.MoveClockAsync("2026-02-20T12:30:00Z");
        await shop.UseAsync("second", 10);
        Assert.Equal("yes, 50, 50, 0", await shop.AccessAsync());

        await shop.MoveClockAsync("2026-03-01T00:00:00Z");
        Assert.Equal("yes, 125, 0, 0", await shop.AccessAsync());
        Assert.Equal("yes, 50, 50, 0", await shop.AccessAsync("&at=2026-02-28T23:59:59Z"));
        Assert.Equal("yes, 60, 40, 0", await shop.AccessAsync("&at=2026-02-20T12:29:59Z"));
        Assert.Equal("yes, 50, 50, 0", await shop.AccessAsync("&at=2026-02-20T12:30:00Z"));

        var told = await shop.Client.GetAsync($"/v1/entitlements/{id}?at=2026-02-20T12:30:00Z", 200);
        Assert.Equal(("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), (told.Text("currentPeriodStart"), told.Text("currentPeriodEnd")));
        Assert.Equal("OUT_OF_RANGE", (await shop.Client.GetAsync($"/v1/entitlements/{id}?at=2026-01-31T23:59:59Z", 400))["errors"]![0]!.Text("code"));
        Assert.Equal("", await shop.AccessAsync("&at=2026-01-31T23:59:59Z"));
    }

    [Fact]
    public async Task Corrections_and_late_events_move_the_balance()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        await shop.EntitleAsync(rollover: 100);
        var used = await shop.UseAsync("first", 40, timestamp: "2026-02-01T00:00:00Z");
        await shop.MoveClockAsync("2026-02-10T00:00:00Z");
        await shop.UseAsync("late", 5, timestamp: "2026-02-03T00:00:00Z");
        Assert.Equal("yes, 55, 45, 0", await shop.AccessAsync());

        await shop.Client.PostAsync($"/v0/usage/{used.Text("id")}/void", new { idempotencyKey = "never happened", reason = "a retry" }, 202);
        await api.MeterAllAsync();
        Assert.Equal("yes, 95, 5, 0", await shop.AccessAsync());
    }

    [Fact]
    public async Task Features_without_a_meter_are_there_or_are_configured()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live, externalId: "grace");
        await api.Live.PostAsync("/v1/features", new { key = "sso", name = "Single sign-on", type = "boolean" });
        await api.Live.PostAsync("/v1/features", new { key = "models", name = "Models", type = "static" });
        await api.Live.PostAsync("/v1/entitlements", new { customerId = "grace", featureKey = "sso" });
        await api.Live.PostAsync("/v1/entitlements", new { customerId = customer, featureKey = "models", config = new { allowed = new[] { "a", "ü" } } });

        var listed = (await api.Live.GetAsync("/v1/entitlements?customerId=grace", 200))["data"]!.AsArray();

        Assert.Equal(["sso", "models"], listed.Select(item => item!.Text("featureKey")));
        Assert.All(listed, item => Assert.True(item!["hasAccess"]!.GetValue<bool>() && item["balance"] is null && item["currentPeriodStart"] is null));
        Assert.Equal("ü", listed[1]!["config"]!["allowed"]![1]!.GetValue<string>());
        Assert.Empty((await api.Live.GetAsync("/v1/entitlements?customerId=grace&featureKey=none", 200))["data"]!.AsArray());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Test.GetAsync("/v1/entitlements?customerId=grace", 404)).Code());
    }

    [Fact]
    public async Task A_customer_has_one_entitlement_to_a_feature_until_it_is_ended()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var first = await shop.EntitleAsync(issue: 10);
        Assert.Equal("ENTITLEMENT_EXISTS", await shop.EntitleAsync(status: 409));
        await shop.UseAsync("use", 4);
        await shop.MoveClockAsync("2026-02-02T00:00:00Z");

        for (var i = 0; i < 2; i++)
        {
            var ended = await shop.Client.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{first}", null, 200);
            Assert.Equal(("ended", "2026-02-02T00:00:00Z", false), (ended.Text("status"), ended.Text("endedAt"), ended["hasAccess"]!.GetValue<bool>()));
        }

        Assert.Equal("", await shop.AccessAsync());
        Assert.Equal("ended", (await shop.Client.GetAsync($"/v1/entitlements/{first}", 200)).Text("status"));
        Assert.Equal("yes, 6, 4, 0", await shop.AccessAsync("&at=2026-02-01T12:00:00Z"));
        await shop.EntitleAsync(issue: 20);
        Assert.Equal("yes, 16, 4, 0", await shop.AccessAsync());
        Assert.Equal("ENTITLEMENT_NOT_FOUND", (await api.Live.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{first}", null, 404)).Code());
    }

    [Theory]
    [InlineData("""{"featureKey":"calls","usagePeriod":{"interval":"P1M"}}""", 400, "customerId", "REQUIRED")]
    [InlineData("""{"customerId":"nobody","featureKey":"calls","usagePeriod":{"interval":"P1M"}}""", 404, "customerId", "CUSTOMER_NOT_FOUND")]
    [InlineData("""{"customerId":"grace","featureKey":"none"}""", 404, "featureKey", "FEATURE_NOT_FOUND")]
    [InlineData("""{"customerId":"grace","featureKey":"calls"}""", 400, "usagePeriod", "REQUIRED")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","isSoftLimit":true}""", 400, "usagePeriod", "REQUIRED")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P3M"}}""", 400, "usagePeriod.interval", "UNKNOWN_VALUE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M","anchor":"2099-01-01T00:00:00Z"}}""", 400, "usagePeriod.anchor", "ANCHOR_IN_FUTURE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M","anchor":"0001-01-01T00:00:00Z"}}""", 400, "usagePeriod.anchor", "OUT_OF_RANGE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M"},"issueAfterReset":-1}""", 400, "issueAfterReset", "OUT_OF_RANGE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M"},"issueAfterResetPriority":256}""", 400, "issueAfterResetPriority", "OUT_OF_RANGE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M"},"resetMinRollover":2,"resetMaxRollover":1}""", 400, "resetMinRollover", "OUT_OF_RANGE")]
    [InlineData("""{"customerId":"grace","featureKey":"calls","usagePeriod":{"interval":"P1M"},"config":"x"}""", 400, "config", "NOT_STATIC")]
    [InlineData("""{"customerId":"grace","featureKey":"sso","usagePeriod":{"interval":"P1M"}}""", 400, "usagePeriod", "NOT_METERED")]
    [InlineData("""{"customerId":"grace","featureKey":"models"}""", 400, "config", "REQUIRED")]
    [InlineData("""{"customerId":"grace","featureKey":"models","config":[1]}""", 400, "config", "WRONG_TYPE")]
    public async Task An_entitlement_that_does_not_fit_is_refused(string body, int status, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        await Sample.CustomerAsync(api.Live, externalId: "grace");
        await api.Live.PostAsync("/v1/features", new { key = "calls", name = "Calls", type = "metered", billableMetricId = await Sample.MetricAsync(api.Live) });
        await api.Live.PostAsync("/v1/features", new { key = "sso", name = "Single sign-on", type = "boolean" });
        await api.Live.PostAsync("/v1/features", new { key = "models", name = "Models", type = "static" });

        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v1/entitlements", body, status);

        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
        Assert.Empty((await api.Live.GetAsync("/v1/entitlements?customerId=grace", 200))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("", "customerId", "REQUIRED")]
    [InlineData("?customerId=grace&at=yesterday", "at", "INVALID_TIMESTAMP")]
    [InlineData("?customerId=grace&at=9998-01-01T00:00:00Z", "at", "OUT_OF_RANGE")]
    public async Task A_question_that_cannot_be_answered_is_refused(string query, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        await Sample.CustomerAsync(api.Live, externalId: "grace");

        var problem = await api.Live.GetAsync($"/v1/entitlements{query}", 400);

        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
    }

    [Fact]
    public async Task Erasing_a_customer_ends_what_they_may_use_and_forgets_how_it_was_configured()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        await api.Live.PostAsync("/v1/features", new { key = "greeting", name = "Greeting", type = "static" });
        var id = (await api.Live.PostAsync("/v1/entitlements", new { customerId = customer, featureKey = "greeting", config = "Hello Grace" })).Text("entitlementId");

        await api.Live.PostAsync($"/v0/customers/{customer}/erase", new { }, 200);

        var told = await api.Live.GetAsync($"/v1/entitlements/{id}", 200);
        Assert.Equal(("ended", null), (told.Text("status"), told["config"]));
        Assert.Equal("CUSTOMER_ERASED", (await api.Live.PostAsync("/v1/entitlements", new { customerId = customer, featureKey = "greeting", config = "x" }, 409)).Code());
    }
}
