using System.Net.Http.Json;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class FeatureGrantTests
{
    [Fact]
    public async Task A_grant_adds_to_the_balance_once_and_is_gone_when_it_is_voided()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var id = await shop.EntitleAsync();
        var terms = new { amount = 50, idempotencyKey = "top-up", priority = 0 };

        var grant = await shop.GrantAsync(id, terms);
        Assert.Equal(("featureGrant", id, "50", "2026-02-01T00:00:00Z", "50", "0"), (
            grant.Text("object"), grant.Text("entitlementId"), grant.Text("amount"), grant.Text("effectiveAt"), grant.Text("resetMaxRollover"), grant.Text("resetMinRollover")));
        Assert.Equal(grant.Text("id"), (await shop.GrantAsync(id, terms)).Text("id"));
        var reused = await shop.GrantAsync(id, new { amount = 51, idempotencyKey = "top-up", priority = 0 }, 409);
        Assert.Equal(("IDEMPOTENCY_KEY_REUSED", "idempotencyKey"), (reused.Code(), reused.Field()));
        await shop.UseAsync("use", 20);
        Assert.Equal("yes, 130, 20, 0", await shop.AccessAsync());

        await shop.MoveClockAsync("2026-02-02T10:30:00Z");
        for (var i = 0; i < 2; i++)
        {
            var voided = await shop.Client.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{id}/grants/{grant.Text("id")}", null, 200);
            Assert.Equal("2026-02-02T10:30:00Z", voided.Text("voidedAt"));
        }

        Assert.Equal("yes, 100, 20, 0", await shop.AccessAsync());
        Assert.Equal(grant.Text("id"), Assert.Single((await shop.Client.GetAsync($"/v1/entitlements/{id}/grants", 200))["data"]!.AsArray())!.Text("id"));
    }

    [Fact]
    public async Task Requests_at_once_make_one_entitlement_and_one_grant_a_key()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        await shop.Client.PostAsync("/v1/features", new { key = "sso", name = "Single sign-on", type = "boolean" });
        var id = await shop.EntitleAsync();

        var entitled = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await shop.Client.PostAsJsonAsync("/v1/entitlements", new { customerId = shop.Customer, featureKey = "sso" });
            return (int)response.StatusCode;
        }));
        var granted = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => shop.GrantAsync(id, new { amount = 1, idempotencyKey = $"key {i % 4}" })));

        Assert.Equal([201, 409, 409, 409, 409, 409, 409, 409], entitled.Order());
        Assert.Equal(4, granted.Select(grant => grant.Text("id")).Distinct().Count());
        Assert.Equal("yes, 104, 0, 0", await shop.AccessAsync());
    }

    [Fact]
    public async Task A_grant_takes_effect_and_expires_by_the_customers_clock_and_makes_overage_good()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var id = await shop.EntitleAsync();
        await shop.GrantAsync(id, new { amount = 50, idempotencyKey = "later", effectiveAt = "2026-02-05T10:20:00Z", expiresAt = "2026-02-10T10:20:00Z" });
        await shop.UseAsync("use", 120);
        Assert.Equal("no, 0, 120, 20", await shop.AccessAsync());

        await shop.MoveClockAsync("2026-02-05T10:20:00Z");
        Assert.Equal("yes, 30, 120, 0", await shop.AccessAsync());
        await shop.MoveClockAsync("2026-02-10T11:00:00Z");
        Assert.Equal("no, 0, 120, 0", await shop.AccessAsync());
    }

    [Theory]
    [InlineData("""{"idempotencyKey":"k"}""", "amount", "REQUIRED")]
    [InlineData("""{"amount":1}""", "idempotencyKey", "REQUIRED")]
    [InlineData("""{"amount":0,"idempotencyKey":"k"}""", "amount", "OUT_OF_RANGE")]
    [InlineData("""{"amount":-1,"idempotencyKey":"k"}""", "amount", "OUT_OF_RANGE")]
    [InlineData("""{"amount":1,"idempotencyKey":"k","priority":-1}""", "priority", "OUT_OF_RANGE")]
    [InlineData("""{"amount":1,"idempotencyKey":"k","effectiveAt":"2026-01-31T23:59:59Z"}""", "effectiveAt", "BEFORE_CURRENT_PERIOD")]
    [InlineData("""{"amount":1,"idempotencyKey":"k","expiresAt":"2026-02-01T00:00:00Z"}""", "expiresAt", "OUT_OF_RANGE")]
    [InlineData("""{"amount":1,"idempotencyKey":"k","effectiveAt":"2026-02-03T00:00:00Z","expiresAt":"2026-02-03T00:00:00Z"}""", "expiresAt", "OUT_OF_RANGE")]
    [InlineData("""{"amount":5,"idempotencyKey":"k","resetMinRollover":2,"resetMaxRollover":1}""", "resetMinRollover", "OUT_OF_RANGE")]
    [InlineData("""{"amount":5,"idempotencyKey":"k","resetMinRollover":6}""", "resetMinRollover", "OUT_OF_RANGE")]
    public async Task A_grant_that_cannot_be_is_refused(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var id = await shop.EntitleAsync();

        var problem = await shop.Client.SendAsync(HttpMethod.Post, $"/v1/entitlements/{id}/grants", body, 400);

        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
        Assert.Equal("yes, 100, 0, 0", await shop.AccessAsync());
    }

    [Fact]
    public async Task Only_an_entitlement_in_force_to_a_metered_feature_is_granted_more_of()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.Client.PostAsync("/v1/features", new { key = "sso", name = "Single sign-on", type = "boolean" });
        var sso = (await shop.Client.PostAsync("/v1/entitlements", new { customerId = shop.Customer, featureKey = "sso" })).Text("entitlementId");
        await shop.MakeFeatureAsync();
        var ended = await shop.EntitleAsync();
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{ended}", null, 200);
        var grant = new { amount = 1, idempotencyKey = "k" };

        Assert.Equal("ENTITLEMENT_NOT_METERED", (await shop.GrantAsync(sso, grant, 409)).Code());
        Assert.Equal("ENTITLEMENT_ENDED", (await shop.GrantAsync(ended, grant, 409)).Code());
        Assert.Equal("ENTITLEMENT_NOT_FOUND", (await shop.GrantAsync("fent_nope", grant, 404)).Code());
        Assert.Equal("GRANT_NOT_FOUND", (await shop.Client.SendAsync(HttpMethod.Delete, $"/v1/entitlements/{ended}/grants/fgr_nope", null, 404)).Code());
    }
}
