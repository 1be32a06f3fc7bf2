using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Usage that comes to more than can be billed stops nothing but its own subscription.</summary>
public sealed class TooLargeTests
{
    private const string Most = "999999999999999";

    [Fact]
    public async Task Bug_one_subscription_that_cannot_be_rated_was_an_error_for_all()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, unitPrice: Most, funds: "10");
        await shop.UseAsync("a", decimal.Parse(Most));
        await shop.UseAsync("b", decimal.Parse(Most));

        Assert.Equal("AMOUNT_TOO_LARGE", (await shop.Client.GetAsync($"/v0/subscriptions/{shop.Subscription}/upcomingInvoice", 409)).Code());
        var accrued = Assert.Single((await shop.Client.GetAsync("/v0/reports/accrual", 200))["data"]!.AsArray())!;
        Assert.Contains("more than can be billed", accrued.Text("problem"), StringComparison.Ordinal);
        await shop.Client.PostAsync("/v0/caps", new { customerId = shop.Customer, kind = "spend", amount = "100", window = "MONTH" });
        Assert.Equal("SPEND_CAP_REACHED", (await shop.Client.PostAsync(
            "/v0/entitlements", new { customerId = shop.Customer, entitlementData = new[] { new { billableMetricId = shop.Metric, quantity = "0.000000001" } } }, 402)).Code());

        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var plan = await MakeAsync(shop, new { }, Usage(shop, "1"));
        var simulated = await shop.Client.PostAsync("/v0/simulations", new { from = "2026-02-01T00:00:00Z", to = "2026-03-01T00:00:00Z", planId = plan }, 200);
        Assert.Contains("AMOUNT_TOO_LARGE", simulated.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fees_that_come_to_more_than_can_be_billed_make_no_plan()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = new { productId = shop.Product, name = "P", currency = "USD", billingCadence = "P1M", prices = new[] { Fee(Most), Fee(Most, feeId: "other") } };
        var problem = await shop.Client.PostAsync("/v0/plans", plan, 400);
        Assert.Equal(("prices", "OUT_OF_RANGE"), (problem.Field(), problem.Code()));
    }
}
