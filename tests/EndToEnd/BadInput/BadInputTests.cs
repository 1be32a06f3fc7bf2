using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>Whatever is sent is answered with what is wrong with it, never with 500, and changes nothing.</summary>
public sealed class BadInputTests(BadInputFixture world) : IClassFixture<BadInputFixture>
{
    private const int Attempts = 20;

    private static readonly Dictionary<string, BadRequest> Cases =
        new BadRequest[][] { [.. UsageCases.All], [.. EventCases.All], [.. PeerCases.All], [.. CatalogueCases.All] }
            .SelectMany(cases => cases).ToDictionary(item => $"{item} ({item.MediaType[12..]})");

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_spoilt_request_is_refused_with_its_fault_and_changes_nothing(string name)
    {
        var sent = Cases[name];
        using var content = new StringContent(world.Fill(sent.Body), Encoding.UTF8, sent.MediaType);
        using var response = await world.Scenario.Client.PostAsync(sent.Path, content);

        var problem = await ProblemAsync(response, sent.Status, sent.Code);
        if (sent.Field is not null)
        {
            var errors = problem["errors"]?.AsArray().Select(error => $"{error!.Text("field")} {error!.Text("code")}");
            Assert.Contains($"{sent.Field} {sent.Code}", errors ?? []);
        }

        await AssertNothingCountsAsync();
    }

    [Theory]
    [InlineData("/v0/usage")]
    [InlineData("/v0/usage/batch")]
    [InlineData("/v0/events")]
    [InlineData("/events/ingest")]
    [InlineData("/v1/events")]
    [InlineData("/v1/events/bulk")]
    [InlineData("/api/v1/events")]
    [InlineData("/v0/products")]
    [InlineData("/v0/plans")]
    [InlineData("/v0/customers")]
    [InlineData("/v0/payments")]
    [InlineData("/v0/entitlements")]
    public async Task Every_address_refuses_what_it_cannot_read(string path)
    {
        await RefusedAsync(path, new byte[1024 * 1024 + 1], "application/json", 413, "BODY_TOO_LARGE");
        await RefusedAsync(path, new byte[1024 * 1024 + 1], "application/json", 413, "BODY_TOO_LARGE", chunked: true);
        await RefusedAsync(path, [(byte)'"', 0xC3, 0x28, (byte)'"'], "application/json", 400, "INVALID_UTF8");
        await RefusedAsync(path, [0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0], "application/json", 400, "INVALID_UTF8");
        await RefusedAsync(path, "{}"u8.ToArray(), "application/xml", 415, "UNSUPPORTED_MEDIA_TYPE");
        await RefusedAsync(path, "{}"u8.ToArray(), "application/json; charset=utf-16", 415, "UNSUPPORTED_MEDIA_TYPE");
        await RefusedAsync(path, "{}"u8.ToArray(), null, 415, "UNSUPPORTED_MEDIA_TYPE");
        await AssertNothingCountsAsync();
    }

    [Fact]
    public async Task A_chunked_body_that_is_too_large_is_answered_and_the_connection_is_not_reset()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await RefusedAsync("/v0/usage", new byte[2 * 1024 * 1024], "application/json", 413, "BODY_TOO_LARGE", chunked: true);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer sk_live_nobody")]
    [InlineData("Basic c2s6c2s=")]
    public async Task Nobody_reports_without_a_key(string? authorization)
    {
        foreach (var path in (string[])["/v0/usage", "/v0/usage/batch", "/v0/events", "/events/ingest", "/v1/events", "/api/v1/events", "/v0/products"])
        {
            using var client = world.Process.NewClient(key: null);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
            using var content = Json.Of("{}");
            using var response = await client.PostAsync(path, content);
            await ProblemAsync(response, 401, "UNAUTHENTICATED");
        }
    }

    [Theory]
    [InlineData("/v0/customers/%F0%9F%92%A9", 404)]
    [InlineData("/v0/customers/$otherCustomer", 404)]
    [InlineData("/v0/customers/$otherCustomer/wallet", 404)]
    [InlineData("/v0/usage/usg_nothing", 404)]
    [InlineData("/v0/usage/..%2f..%2flock", 404)]
    [InlineData("/v0/nothing", 404)]
    [InlineData("/v0/customers?limit=0", 400)]
    [InlineData("/v0/customers?limit=1e1", 400)]
    [InlineData("/v0/customers?offset=-1", 400)]
    [InlineData("/v0/customers?offset=99999999999", 400)]
    [InlineData("/v0/usage?startTime=yesterday&endTime=today", 400)]
    [InlineData("/v0/usage?startTime=2026-01-02T00:00:00Z&endTime=2026-01-01T00:00:00Z", 400)]
    [InlineData("/v0/usage/outcomes?status=lost", 400)]
    [InlineData("/v0/products?merchantId=$otherMerchant", 403)]
    [InlineData("/v0/billableMetrics/$otherMetric/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", 404)]
    [InlineData("/v0/billableMetrics/$metric/meter", 400)]
    [InlineData("/v0/billableMetrics/$metric/meter?from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z&windowSize=MINUTE", 400)]
    [InlineData("/v0/billableMetrics/$metric/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&windowSize=CENTURY", 400)]
    [InlineData("/v0/billableMetrics/$metric/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&windowTimeZone=Mars", 400)]
    [InlineData("/v0/billableMetrics/$metric/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&groupBy=moon", 400)]
    [InlineData("/v0/billableMetrics/$grouped/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&filterGroupBy=[", 400)]
    [InlineData("/v0/billableMetrics/$grouped/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&filterGroupBy={\"language\":null}", 400)]
    [InlineData("/v0/billableMetrics/$grouped/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&filterGroupBy={\"language\":[null]}", 400)]
    [InlineData("/v0/billableMetrics/$grouped/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&filterGroupBy={\"language\":[\"\\ud800\"]}", 400)]
    [InlineData("/v0/billableMetrics/$metric/meter?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&subject=nobody", 404)]
    public async Task Odd_addresses_are_refused_or_not_there(string address, int status)
    {
        using var response = await world.Scenario.Client.GetAsync(world.Fill(address));
        var problem = await response.ReadAsync(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^[A-Z0-9_]+$", problem.Text("code"));
    }

    [Theory]
    [InlineData("ce-id", null, "{}", "id", "REQUIRED")]
    [InlineData("ce-type", null, "{}", "type", "REQUIRED")]
    [InlineData("ce-specversion", "0.3", "{}", "specversion", "UNKNOWN_VALUE")]
    [InlineData("ce-subject", "a%00b", "{}", "subject", "CONTROL_CHARACTER")]
    [InlineData("ce-time", "noon", "{}", "time", "INVALID_TIMESTAMP")]
    [InlineData("ce-data", "x", "{}", "data", "DUPLICATE_MEMBER")]
    [InlineData("ce-a", "x", "[]", "data", "WRONG_TYPE")]
    [InlineData("ce-a", "x", "{}, \"type\": \"run\"", "", "MALFORMED_JSON")]
    public async Task A_spoilt_binary_cloud_event_is_refused(string header, string? value, string body, string? field, string code)
    {
        var headers = new Dictionary<string, string?>
        {
            ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "/s", ["ce-type"] = "run", ["ce-subject"] = world.Customer, [header] = value,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v0/events") { Content = Json.Of(body) };
        foreach (var (name, text) in headers.Where(item => item.Value is not null))
        {
            request.Headers.Add(name, text);
        }

        using var response = await world.Scenario.Client.SendAsync(request);

        var problem = await ProblemAsync(response, 400, code);
        Assert.Equal(field, problem["errors"]?[0]?.Text("field"));
        await AssertNothingCountsAsync();
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var problem = await response.ReadAsync(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((code, status), (problem.Text("code"), problem["status"]!.GetValue<int>()));
        Assert.Equal(problem.Text("detail"), problem.Text("message"));
        Assert.DoesNotContain("System.", problem.ToJsonString(), StringComparison.Ordinal);
        return problem;
    }

    private async Task RefusedAsync(string path, byte[] body, string? mediaType, int status, string code, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await world.Scenario.Client.SendAsync(request);
        await ProblemAsync(response, status, code);
    }

    private async Task AssertNothingCountsAsync()
    {
        await world.Scenario.CaughtUpAsync(world.Customer, "nothing else");
        Assert.Equal(0, await world.Scenario.MeterAsync(world.Metric));
        Assert.Equal(0, await world.Scenario.MeterAsync(world.Runs));
    }
}
