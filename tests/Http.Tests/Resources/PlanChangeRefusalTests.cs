using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Changes of plan that are refused, and change nothing.</summary>
public sealed class PlanChangeRefusalTests
{
    [Theory]
    [InlineData("planId", "plan_nothing", 404, "PLAN_NOT_FOUND")]
    [InlineData("planVersionId", "pver_nothing", 404, "PLAN_VERSION_NOT_FOUND")]
    [InlineData("planVersionId", "both", 400, "REQUIRED", "planId")]
    [InlineData("effective", "soon", 400, "UNKNOWN_VALUE")]
    [InlineData("proration", "some", 400, "UNKNOWN_VALUE")]
    [InlineData("effectiveAt", "2026-01-31T00:00:00Z", 400, "IN_THE_PAST")]
    [InlineData("effectiveAt", "2026-02-01T00:00:00Z", 400, "BEFORE_THE_START")]
    [InlineData("effectiveAt", "2300-02-01T00:00:00Z", 400, "OUT_OF_RANGE")]
    public async Task A_wrong_field_is_named(string field, string value, int status, string code, string? named = null)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var request = new Dictionary<string, string?> { ["planId"] = await PlanAsync(shop), ["effectiveAt"] = "2026-02-03T00:00:00Z" };
        if (field == "planVersionId" && value != "both")
        {
            request.Remove("planId");
        }

        if (field == "effective")
        {
            request.Remove("effectiveAt");
        }

        request[field] = value == "both" ? "pver_1" : value;
        var problem = await ChangeAsync(shop, request, status);
        Assert.Equal((named ?? field, code), (problem.Field(), problem.Code()));
        Assert.Single((await SubscriptionAsync(shop))["phases"]!.AsArray());
    }

    [Fact]
    public async Task What_cannot_go_on_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MoveClockAsync("2026-02-02T00:00:00Z");
        Assert.Equal("CURRENCY_MISMATCH", (await ChangeAsync(shop, new { planId = await PlanAsync(shop, currency: "EUR") }, 409)).Code());
        Assert.Equal("TAX_BEHAVIOR_MISMATCH", (await ChangeAsync(shop, new { planId = await PlanAsync(shop, taxBehavior: "inclusive") }, 409)).Code());
        var same = (await SubscriptionAsync(shop)).Text("planVersionId");
        Assert.Equal("NOTHING_CHANGED", (await ChangeAsync(shop, new { planVersionId = same }, 409)).Code());
        var other = (await Sample.MakePlanAsync(shop.Client, shop.Product, await Sample.MetricAsync(shop.Client))).Text("id");
        await shop.Client.PostAsync("/v0/subscriptions", Sample.Subscription(shop.Customer, other, "2026-02-01T00:00:00Z"));
        Assert.Equal("METRIC_ALREADY_SUBSCRIBED", (await ChangeAsync(shop, new { planId = other }, 409)).Code());
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effectiveAt = "2026-02-10T00:00:00Z" }, 200);
        var late = await ChangeAsync(shop, new { planId = await PlanAsync(shop), effectiveAt = "2026-02-10T00:00:00Z" }, 400);
        Assert.Equal(("effectiveAt", "AFTER_THE_END"), (late.Field(), late.Code()));
    }
}
