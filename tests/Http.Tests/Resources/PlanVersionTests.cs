using System.Text.Json;
using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Versions of plans that come into force later, and what they may say otherwise.</summary>
public sealed class PlanVersionTests
{
    [Fact]
    public async Task Subscriptions_start_and_go_on_with_the_version_that_is_in_force_by_their_customers_time()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var plan = await MakeAsync(shop, new { }, Fee("20", "in_arrears"));
        var later = api.Time.GetUtcNow().AddDays(10);
        var made = await shop.Client.PostAsync($"/v0/plans/{plan}/versions", new { effectiveAt = later, defaultTaxRate = "0.19", minimumCommitment = "50" });
        Assert.Equal(2, made["version"]!.GetValue<int>());
        Assert.Equal("VERSION_SCHEDULED", (await shop.Client.PostAsync($"/v0/plans/{plan}/versions", new { trialDays = 3 }, 409)).Code());

        await shop.MoveClockAsync(Text(later.AddSeconds(-1)));
        var first = await StartAsync(shop, plan, Text(later.AddSeconds(-1)));
        await shop.MoveClockAsync(Text(later));
        var second = await StartAsync(shop, plan, Text(later));
        Assert.NotEqual(made.Text("id"), first.Text("planVersionId"));
        Assert.Equal(made.Text("id"), second.Text("planVersionId"));
    }

    [Fact]
    public async Task A_version_changes_what_a_plan_says_and_nothing_for_who_has_the_one_before()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { }, Fee("20", "in_arrears"));
        var before = (await shop.Client.GetAsync($"/v0/plans/{plan}", 200)).Text("planVersionId");
        var discounts = new[] { new { type = "percentage", value = "0.1", name = "Ten" } };
        await shop.Client.PostAsync($"/v0/plans/{plan}/versions", new { minimumCommitment = "5", maximumCharge = "50", discounts, defaultTaxRate = "0.2", trialDays = 7 });

        var now = await shop.Client.GetAsync($"/v0/plans/{plan}", 200);
        Assert.Equal(("5", "50", "0.2", "7", "Ten"), (now.Text("minimumCommitment"), now.Text("maximumCharge"), now.Text("defaultTaxRate"), now["trialDays"]!.ToString(), now["discounts"]![0]!.Text("name")));
        Assert.Null((await shop.Client.GetAsync($"/v0/planVersions/{before}", 200))["minimumCommitment"]);
    }

    [Theory]
    [InlineData("""{"effectiveAt":"2020-01-01T00:00:00Z","trialDays":3}""", "effectiveAt", "IN_THE_PAST")]
    [InlineData("""{"effectiveAt":"2900-01-01T00:00:00Z","trialDays":3}""", "effectiveAt", "OUT_OF_RANGE")]
    [InlineData("""{}""", "addPrices", "NOTHING_CHANGED")]
    [InlineData("""{"trialDays":-1}""", "trialDays", "OUT_OF_RANGE")]
    [InlineData("""{"defaultTaxRate":"2"}""", "defaultTaxRate", "OUT_OF_RANGE")]
    [InlineData("""{"minimumCommitment":"9","maximumCharge":"5"}""", "maximumCharge", "OUT_OF_RANGE")]
    public async Task A_wrong_field_is_named_and_no_version_is_made(string change, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { }, Fee("20"));
        var problem = await shop.Client.PostAsync($"/v0/plans/{plan}/versions", JsonNode.Parse(change)!, 400);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
        Assert.Single((await shop.Client.GetAsync($"/v0/plans/{plan}/versions", 200))["data"]!.AsArray());
    }

    private static string Text(DateTimeOffset time) => JsonSerializer.Serialize(time).Trim('"');

    private static Task<JsonNode> StartAsync(Shop shop, string plan, string startedAt) =>
        shop.Client.PostAsync("/v0/subscriptions", new { name = "New", planId = plan, customerId = shop.Customer, startedAt });
}
