using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class BorderTests
{
    [Fact]
    public async Task Nothing_of_a_tenant_is_there_for_another()
    {
        await using var api = await TestApi.StartAsync();
        var (product, metric, customer) = (await Sample.ProductAsync(api.Test), await Sample.MetricAsync(api.Test), await Sample.CustomerAsync(api.Test));
        var plan = await Sample.MakePlanAsync(api.Test, product, metric);
        var subscription = (await api.Test.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan.Text("id")))).Text("id");
        var clock = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2027-01-01T00:00:00Z" })).Text("id");
        var link = (await api.Test.PostAsync("/v0/customers/authorization", new { email = "g@example.com", planId = plan.Text("id") })).Text("id");
        string[] paths =
        [
            $"/v0/products/{product}",
            $"/v0/billableMetrics/{metric}",
            $"/v0/prices/{plan["prices"]![0]!.Text("id")}",
            $"/v0/plans/{plan.Text("id")}",
            $"/v0/plans/{plan.Text("id")}/versions",
            $"/v0/customers/{customer}",
            $"/v0/customers/authorization/{link}",
            $"/v0/subscriptions/{subscription}",
            $"/v0/testClocks/{clock}",
        ];
        var other = await api.NewMerchantAsync("Other");
        HttpClient[] strangers = [api.Live, api.With(other.Live.Text.Reveal()), api.With(other.Test.Text.Reveal())];
        foreach (var path in paths)
        {
            await api.Test.GetAsync(path, 200);
            foreach (var stranger in strangers)
            {
                Assert.EndsWith("_NOT_FOUND", (await stranger.GetAsync(path, 404)).Code(), StringComparison.Ordinal);
            }
        }

        foreach (var stranger in strangers)
        {
            await stranger.PostAsync($"/v0/subscriptions/{subscription}/termination", new { reason = "x" }, 404);
            await stranger.PostAsync($"/v0/plans/{plan.Text("id")}/versions", new { addPrices = new[] { plan["prices"]![0]!.Text("id") } }, 404);
            await stranger.PatchAsync($"/v0/testClocks/{clock}", new { advanceBy = "P1D" }, 404);
            await stranger.PostAsync("/v0/plans", new { productId = product, name = "P", currency = "USD", billingCadence = "P1M" }, 404);
            await stranger.PostAsync("/v0/subscriptions", Sample.Subscription(customer, plan.Text("id")), 404);
        }
    }

    [Theory]
    [InlineData("/v0/products/prod_nothing", "PRODUCT_NOT_FOUND")]
    [InlineData("/v0/products/bm_wrong", "PRODUCT_NOT_FOUND")]
    [InlineData("/v0/products/prod_%2e%2e", "PRODUCT_NOT_FOUND")]
    [InlineData("/v0/billableMetrics/bm_nothing", "BILLABLE_METRIC_NOT_FOUND")]
    [InlineData("/v0/prices/price_nothing", "PRICE_NOT_FOUND")]
    [InlineData("/v0/plans/plan_nothing", "PLAN_NOT_FOUND")]
    [InlineData("/v0/plans/plan_nothing/versions", "PLAN_NOT_FOUND")]
    [InlineData("/v0/customers/cus_nothing", "CUSTOMER_NOT_FOUND")]
    [InlineData("/v0/subscriptions/sub_short", "SUBSCRIPTION_NOT_FOUND")]
    [InlineData("/v0/testClocks/x", "TEST_CLOCK_NOT_FOUND")]
    public async Task What_is_not_there_has_a_name(string path, string code)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(code, (await api.Live.GetAsync(path, 404)).Code());
    }
}
