using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Discounts by code.</summary>
public sealed class CouponTests
{
    [Fact]
    public async Task A_coupon_takes_off_for_as_many_periods_as_it_says()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var coupon = await CouponAsync(shop, new { code = "spring-26", discount = Half(periods: 2) });
        Assert.Equal("SPRING-26", coupon.Text("code"));
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { }, Fee("20", "in_arrears")), new { coupons = new[] { "Spring-26" } });
        await shop.MoveClockAsync("2026-05-02T00:00:00Z");

        Assert.Equal(["10.00", "10.00", "20.00"], (await InvoicesAsync(shop, subscription)).Select(invoice => invoice.Text("grandTotal")));
        Assert.Equal(1, (await shop.Client.GetAsync($"/v0/coupons/{coupon.Text("id")}", 200))["redeemed"]!.GetValue<int>());
        await VerifyAsync(shop);
    }

    [Fact]
    public async Task A_subscription_that_goes_on_keeps_its_coupon_where_it_is_given_again_and_counts_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "1000");
        var coupon = await CouponAsync(shop, new { code = "ONCE", discount = Half(), maxRedemptions = 1 });
        var (small, large) = (await MakeAsync(shop, new { }, Fee("20", "in_arrears")), await MakeAsync(shop, new { }, Fee("40", "in_arrears")));
        var subscription = await StartAsync(shop, small, new { coupons = new[] { "ONCE" } });
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = large, effective = "period_end", coupons = new[] { "ONCE" } }, 200);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");

        Assert.Equal(["10.00", "20.00"], (await InvoicesAsync(shop, subscription)).Select(invoice => invoice.Text("grandTotal")));
        Assert.Equal(1, (await shop.Client.GetAsync($"/v0/coupons/{coupon.Text("id")}", 200))["redeemed"]!.GetValue<int>());
        Assert.Equal("COUPON_EXHAUSTED", (await TryAsync(shop, small, "ONCE")).Code());
    }

    [Fact]
    public async Task Bug_a_code_that_was_given_twice_took_off_twice()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await CouponAsync(shop, new { code = "HALF", discount = Half() });
        var request = new
        {
            name = "Pro", planId = await MakeAsync(shop, new { }, Fee("20")), customerId = shop.Customer, startedAt = "2026-02-01T00:00:00Z", coupons = new[] { "HALF", "half" },
        };
        var problem = await shop.Client.PostAsync("/v0/subscriptions", request, 400);
        Assert.Equal(("coupons[1]", "DUPLICATE"), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_no_more_get_it_than_there_are()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await CouponAsync(shop, new { code = "FEW", discount = Half(), maxRedemptions = 3 });
        var plan = await MakeAsync(shop, new { }, Fee("20", "in_arrears"));
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var body = new StringContent(
                $$"""{"name":"Pro","planId":"{{plan}}","customerId":"{{await Sample.CustomerAsync(api.Test, testClockId: shop.Clock)}}","startedAt":"2026-02-01T00:00:00Z","coupons":["FEW"]}""",
                System.Text.Encoding.UTF8, "application/json");
            using var response = await shop.Client.PostAsync("/v0/subscriptions", body);
            return (int)response.StatusCode;
        }));
        Assert.Equal((3, 9), (asked.Count(status => status == 201), asked.Count(status => status == 400)));
    }

    [Fact]
    public async Task What_cannot_be_had_is_refused_and_counts_nothing()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (plan, other) = (await MakeAsync(shop, new { }, Fee("20")), await MakeAsync(shop, new { }, Fee("20")));
        await CouponAsync(shop, new { code = "OTHER", discount = Half(), planIds = new[] { other } });
        await CouponAsync(shop, new { code = "EURO", discount = new { type = "fixed", value = "5", name = "Five" }, currency = "EUR" });
        await CouponAsync(shop, new { code = "FEE", discount = new { type = "percentage", value = "0.5", name = "Half", feeIds = new[] { "nothing" } } });
        var gone = await CouponAsync(shop, new { code = "GONE", discount = Half() });
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/coupons/{gone.Text("id")}", null, 200);
        await CouponAsync(shop, new { code = "OLD", discount = Half(), redeemBefore = api.Time.GetUtcNow().AddYears(1) });
        await shop.MoveClockAsync(api.Time.GetUtcNow().AddYears(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));

        foreach (var (code, refusal) in new[]
        {
            ("OTHER", "COUPON_NOT_FOR_PLAN"), ("EURO", "CURRENCY_MISMATCH"), ("FEE", "COUPON_NOT_FOR_PLAN"), ("GONE", "COUPON_WITHDRAWN"), ("OLD", "COUPON_EXPIRED"), ("NONE", "COUPON_NOT_FOUND"),
        })
        {
            var problem = await TryAsync(shop, plan, code);
            Assert.Equal(("coupons[0]", refusal), (problem.Field(), problem.Code()));
        }

        Assert.All((await shop.Client.GetAsync("/v0/coupons", 200))["data"]!.AsArray(), coupon => Assert.Equal(0, coupon!["redeemed"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("""{"discount":{"type":"percentage","value":"0.5","name":"H"}}""", "code", "REQUIRED")]
    [InlineData("""{"code":"A B","discount":{"type":"percentage","value":"0.5","name":"H"}}""", "code", "INVALID_CODE")]
    [InlineData("""{"code":"A"}""", "discount", "REQUIRED")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"1.5","name":"H"}}""", "discount.value", "OUT_OF_RANGE")]
    [InlineData("""{"code":"A","discount":{"type":"fixed","value":"0.001","name":"H"},"currency":"USD"}""", "discount.value", "OUT_OF_RANGE")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"0.5","name":"H","periods":0}}""", "discount.periods", "OUT_OF_RANGE")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"0.5","name":"H"},"maxRedemptions":0}""", "maxRedemptions", "OUT_OF_RANGE")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"0.5","name":"H"},"redeemBefore":"2020-01-01T00:00:00Z"}""", "redeemBefore", "IN_THE_PAST")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"0.5","name":"H"},"planIds":["plan_nothing"]}""", "planIds[0]", "PLAN_NOT_FOUND")]
    [InlineData("""{"code":"A","discount":{"type":"percentage","value":"0.5","name":"H","billableMetricIds":["bm_nothing"]}}""", "discount.billableMetricIds[0]", "BILLABLE_METRIC_NOT_FOUND")]
    public async Task A_wrong_field_is_named(string coupon, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Test.PostAsync("/v0/coupons", JsonNode.Parse(coupon)!, code.EndsWith("NOT_FOUND", StringComparison.Ordinal) ? 404 : 400);
        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
    }

    [Fact]
    public async Task A_code_is_one_coupons_though_its_letters_are_small()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await CouponAsync(shop, new { code = "SAME", discount = Half() });
        Assert.Equal("CODE_TAKEN", (await shop.Client.PostAsync("/v0/coupons", new { code = "same", discount = Half() }, 409)).Code());
    }

    private static object Half(int? periods = null) => new { type = "percentage", value = "0.5", name = "Half", periods };

    private static Task<JsonNode> CouponAsync(Shop shop, object coupon) => shop.Client.PostAsync("/v0/coupons", coupon);

    private static async Task<JsonNode> TryAsync(Shop shop, string plan, string code) => await shop.Client.PostAsync(
        "/v0/subscriptions", new { name = "Pro", planId = plan, customerId = await Sample.CustomerAsync(shop.Client, testClockId: shop.Clock), startedAt = "2026-02-01T00:00:00Z", coupons = new[] { code } }, 400);
}
