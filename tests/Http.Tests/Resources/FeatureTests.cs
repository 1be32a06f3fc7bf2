using System.Text.Json;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class FeatureTests
{
    [Fact]
    public async Task Features_are_made_once_a_key_and_listed_by_it()
    {
        await using var api = await TestApi.StartAsync();
        var metric = await Sample.MetricAsync(api.Live);
        await api.Live.PostAsync("/v1/features", new { key = "sso", name = "Single sign-on", type = "boolean", metadata = new { tier = "pro" } });
        var made = await api.Live.PostAsync("/v1/features", new { key = "api-calls", name = "Calls", type = "metered", billableMetricId = metric });

        Assert.Equal(("feature", "api-calls", "metered", metric), (made.Text("object"), made.Text("key"), made.Text("type"), made.Text("billableMetricId")));
        var listed = (await api.Live.GetAsync("/v1/features", 200))["data"]!.AsArray();
        Assert.Equal(["api-calls", "sso"], listed.Select(feature => feature!.Text("key")));
        Assert.Equal("pro", (await api.Live.GetAsync("/v1/features/sso", 200))["metadata"]!.Text("tier"));
        Assert.Equal("FEATURE_NOT_FOUND", (await api.Test.GetAsync("/v1/features/sso", 404)).Code());

        var taken = await api.Live.PostAsync("/v1/features", new { key = "sso", name = "Other", type = "static" }, 409);
        Assert.Equal(("FEATURE_KEY_TAKEN", "key"), (taken.Code(), taken.Field()));
    }

    [Theory]
    [InlineData("""{"key":"Api","name":"x","type":"boolean"}""", "key", "INVALID_KEY")]
    [InlineData("""{"key":"a--b","name":"x","type":"boolean"}""", "key", "INVALID_KEY")]
    [InlineData("""{"key":"-a","name":"x","type":"boolean"}""", "key", "INVALID_KEY")]
    [InlineData("""{"key":"a\n","name":"x","type":"boolean"}""", "key", "INVALID_KEY")]
    [InlineData("""{"name":"x","type":"boolean"}""", "key", "REQUIRED")]
    [InlineData("""{"key":"a","type":"boolean"}""", "name", "REQUIRED")]
    [InlineData("""{"key":"a","name":"x"}""", "type", "REQUIRED")]
    [InlineData("""{"key":"a","name":"x","type":"switch"}""", "type", "UNKNOWN_VALUE")]
    [InlineData("""{"key":"a","name":"x","type":"metered"}""", "billableMetricId", "REQUIRED")]
    [InlineData("""{"key":"a","name":"x","type":"metered","billableMetricId":"nope"}""", "billableMetricId", "INVALID_ID")]
    [InlineData("""{"key":"a","name":"x","type":"boolean","billableMetricId":"SUM"}""", "billableMetricId", "NOT_METERED")]
    [InlineData("""{"key":"a","name":"x","type":"metered","billableMetricId":"MAX"}""", "billableMetricId", "NOT_ADDITIVE")]
    [InlineData("""{"key":"a","name":"x","type":"metered","billableMetricId":"bm_nope"}""", "billableMetricId", "BILLABLE_METRIC_NOT_FOUND")]
    public async Task A_feature_that_cannot_be_is_refused(string body, string field, string code)
    {
        await using var api = await TestApi.StartAsync();
        foreach (var aggregation in new[] { "SUM", "MAX" })
        {
            var metric = await api.Live.PostAsync("/v0/billableMetrics", new { name = aggregation, unit = "u", aggregation });
            body = body.Replace($"\"{aggregation}\"", JsonSerializer.Serialize(metric.Text("id")), StringComparison.Ordinal);
        }

        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v1/features", body, code == "BILLABLE_METRIC_NOT_FOUND" ? 404 : 400);

        Assert.Equal((field, code), (problem.Field(), problem["errors"]![0]!.Text("code")));
        Assert.Empty((await api.Live.GetAsync("/v1/features", 200))["data"]!.AsArray());
    }
}
