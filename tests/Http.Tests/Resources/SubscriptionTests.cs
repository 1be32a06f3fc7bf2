using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task A_subscription_without_payment_in_advance_is_active_at_once_and_pins_the_plans_version()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, plan) = (await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live));
        var started = await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan));
        Assert.Equal("active", started.Text("status"));
        Assert.StartsWith("sub_" + customer["cus_".Length..], started.Text("id"), StringComparison.Ordinal);

        await api.Live.PostAsync($"/v0/plans/{plan}/versions", new { removePrices = new[] { await FirstPriceAsync(api, plan) } });
        var read = await api.Live.GetAsync($"/v0/subscriptions/{started.Text("id")}", 200);
        Assert.Equal(started.Text("planVersionId"), read.Text("planVersionId"));
        Assert.NotEqual((await api.Live.GetAsync($"/v0/plans/{plan}", 200)).Text("planVersionId"), read.Text("planVersionId"));
    }

    [Theory]
    [InlineData("10", "pending_payment")]
    [InlineData("0", "active")]
    [InlineData("0.004", "active")] // Rounds to nothing that can be paid.
    public async Task A_subscription_waits_for_what_is_paid_in_advance(string fee, string status)
    {
        await using var api = await TestApi.StartAsync();
        var (customer, plan) = (await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live, feeInAdvance: fee));
        Assert.Equal(status, (await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan))).Text("status"));
    }

    [Fact]
    public async Task A_customer_has_one_price_for_a_metric_at_a_time()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, product, metric) = (await Sample.CustomerAsync(api.Live), await Sample.ProductAsync(api.Live), await Sample.MetricAsync(api.Live));
        var first = (await Sample.MakePlanAsync(api.Live, product, metric)).Text("id");
        var second = (await Sample.MakePlanAsync(api.Live, product, metric)).Text("id");
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, first, "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"));
        var problem = await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, second, "2026-02-28T23:59:59Z"), 409);
        Assert.Equal("METRIC_ALREADY_SUBSCRIBED", problem.Code());
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, second, "2026-03-01T00:00:00Z"));
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), second));
        Assert.Equal(3, (await api.Live.GetAsync("/v0/subscriptions", 200))["pagination"]!["total"]!.GetValue<int>());
        Assert.Equal(2, (await api.Live.GetAsync($"/v0/subscriptions?customerId={customer}", 200))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_customer_is_billed_in_one_currency()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live);
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, await Sample.PlanAsync(api.Live)));
        var problem = await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, await Sample.PlanAsync(api.Live, currency: "EUR")), 409);
        Assert.Equal("CURRENCY_MISMATCH", problem.Code());
    }

    [Fact]
    public async Task A_subscription_is_terminated_once()
    {
        await using var api = await TestApi.StartAsync();
        var (customer, plan) = (await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live));
        var id = (await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan))).Text("id");
        Assert.Equal("reason", (await api.Live.PostAsync($"/v0/subscriptions/{id}/termination", new { }, 400)).Field());
        var early = await api.Live.PostAsync($"/v0/subscriptions/{id}/termination", new { reason = "x", effectiveAt = "2026-01-01T00:00:00Z" }, 400);
        Assert.Equal("effectiveAt", early.Field());

        var ended = await api.Live.PostAsync($"/v0/subscriptions/{id}/termination", new { reason = "moved on", effectiveAt = "2026-02-01T00:00:00Z" }, 200);
        Assert.Equal("active", ended.Text("status"));
        Assert.Equal("2026-02-01T00:00:00Z", ended.Text("endedAt"));
        Assert.Equal("ALREADY_TERMINATED", (await api.Live.PostAsync($"/v0/subscriptions/{id}/termination", new { reason = "again" }, 409)).Code());

        api.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("terminated", (await api.Live.GetAsync($"/v0/subscriptions/{id}", 200)).Text("status"));
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan, "2026-02-01T00:00:00Z"));
    }

    [Theory]
    [InlineData("planId", "plan_nothing", 404, "PLAN_NOT_FOUND")]
    [InlineData("customerId", "cus_nothing", 404, "CUSTOMER_NOT_FOUND")]
    [InlineData("customerId", "plan_x", 400, "INVALID_ID")]
    [InlineData("startedAt", "2026-01-31", 400, "WRONG_TYPE")]
    [InlineData("startedAt", "1900-01-31T00:00:00Z", 400, "OUT_OF_RANGE")]
    [InlineData("endingAt", "2026-01-31T12:00:00Z", 400, "INVALID_PERIOD")]
    [InlineData("testClockId", "tc_x", 400, "TEST_CLOCK_MISMATCH")]
    [InlineData("name", "", 400, "REQUIRED")]
    public async Task A_wrong_field_is_named(string field, string value, int status, string code)
    {
        await using var api = await TestApi.StartAsync();
        var request = new Dictionary<string, string?>
        {
            ["name"] = "Pro",
            ["planId"] = await Sample.PlanAsync(api.Live),
            ["customerId"] = await Sample.CustomerAsync(api.Live),
            ["startedAt"] = "2026-01-31T12:00:00Z",
            [field] = value,
        };
        var problem = await api.Live.PostAsync("/v0/subscriptions", request, status);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
        Assert.Empty((await api.Live.GetAsync("/v0/subscriptions", 200))["data"]!.AsArray());
    }

    private static async Task<string> FirstPriceAsync(TestApi api, string plan) =>
        (await api.Live.GetAsync($"/v0/plans/{plan}", 200))["prices"]![0]!.Text("id");
}
