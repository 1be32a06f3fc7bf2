using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Times that the calendar just has, where whole hours, days and open ends around them would be outside it.</summary>
public sealed class EndsOfTimeTests
{
    private const string Last = "9999-12-31T23:59:59Z";
    private const string First = "0001-01-01T00:00:00Z";

    [Theory]
    [InlineData("GET", "/v0/usage?startTime=" + Last, "startTime")]
    [InlineData("GET", "/v0/usage?startTime=" + First + "&endTime=" + Last, "startTime")]
    [InlineData("GET", "/v0/usage/outcomes?status=rejected&from=" + Last, "from")]
    [InlineData("GET", "/v0/usage/outcomes?status=rejected&to=" + First, "to")]
    [InlineData("GET", "/v0/usage/counts?from=9999-12-31T23:00:00Z&to=" + Last, "from")]
    [InlineData("GET", "/v0/usage/counts?from=" + First + "&to=0001-01-01T01:00:00Z", "from")]
    [InlineData("POST", "/v0/usage/replay?from=" + Last, "from")]
    [InlineData("POST", "/v0/usage/replay?to=" + First, "to")]
    [InlineData("GET", "METER?from=9999-12-31T22:00:00Z&to=" + Last + "&windowSize=HOUR&windowTimeZone=America/New_York", "from")]
    [InlineData("GET", "METER?from=" + First + "&to=0001-01-02T00:00:00Z&windowSize=DAY&windowTimeZone=America/New_York", "from")]
    public async Task Bug_the_ends_of_time_were_answered_with_500(string method, string path, string field)
    {
        await using var api = await TestApi.StartAsync();
        var metric = await Sample.MetricAsync(api.Live);

        var problem = await api.Live.SendAsync(
            new HttpMethod(method), path.Replace("METER", $"/v0/billableMetrics/{metric}/meter", StringComparison.Ordinal), method == "POST" ? "{}" : null, 400);

        Assert.Contains(problem["errors"]!.AsArray(), error => error!.Text("field") == field && error!.Text("code") == "OUT_OF_RANGE");
    }

    [Theory]
    [InlineData("/v1/entitlements/ENTITLEMENT/grants", """{"amount":"1","idempotencyKey":"a","expiresAt":"9999-12-31T23:59:59.9999999Z"}""", "expiresAt")]
    [InlineData("/v1/entitlements/ENTITLEMENT/grants", """{"amount":"1","idempotencyKey":"a","effectiveAt":"0001-01-01T00:00:00Z"}""", "effectiveAt")]
    [InlineData("/v0/simulations", """{"planId":"plan_1","from":"0001-01-01T00:00:00Z","to":"0001-02-01T00:00:00Z"}""", "from")]
    [InlineData("/v0/simulations", """{"planId":"plan_1","from":"9999-12-01T00:00:00Z","to":"9999-12-31T23:59:59.9999999Z"}""", "to")]
    public async Task Bug_the_ends_of_time_in_a_body_were_answered_with_500(string path, string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.MakeFeatureAsync();
        var entitlement = await shop.EntitleAsync();

        var problem = await api.Test.SendAsync(HttpMethod.Post, path.Replace("ENTITLEMENT", entitlement, StringComparison.Ordinal), body, 400);

        Assert.Contains(problem["errors"]!.AsArray(), error => error!.Text("field") == field && error!.Text("code") == "OUT_OF_RANGE");
    }

    [Theory]
    [InlineData("/v0/usage?startTime=0002-01-01T00:00:00Z&endTime=9999-01-01T00:00:00Z")]
    [InlineData("/v0/usage/outcomes?status=rejected&from=9999-01-01T00:00:00Z")]
    [InlineData("/v0/usage/outcomes?status=rejected&to=0002-01-01T00:00:00Z")]
    [InlineData("/v0/usage/counts?from=0002-01-01T00:00:00Z&to=0002-01-02T00:00:00Z")]
    [InlineData("/v0/usage/counts?from=9998-12-31T00:00:00Z&to=9999-01-01T00:00:00Z")]
    [InlineData("METER?from=9998-12-01T00:00:00Z&to=9999-01-01T00:00:00Z&windowSize=MONTH&windowTimeZone=America/New_York")]
    [InlineData("METER?from=0002-01-01T00:00:00Z&to=0002-01-02T00:00:00Z&windowSize=MONTH&windowTimeZone=America/New_York")]
    [InlineData("METER?from=0002-01-01T00:00:00Z&to=9999-01-01T00:00:00Z")]
    public async Task Times_a_year_from_the_ends_are_answered(string path)
    {
        await using var api = await TestApi.StartAsync();
        var metric = await Sample.MetricAsync(api.Live);

        await api.Live.GetAsync(path.Replace("METER", $"/v0/billableMetrics/{metric}/meter", StringComparison.Ordinal), 200);
    }
}
