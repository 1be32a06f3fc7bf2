using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Http;
using Tallystick.Http.Security;
using Tallystick.Tests.Triggers.Tests.Kit;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class RouteTests
{
    [Fact]
    public async Task Every_route_of_the_API_is_reached_through_a_trigger()
    {
        await using var host = await TriggerHost.StartAsync();
        using var client = host.Client();
        var routes = Routes(host.Services);
        Assert.NotEmpty(routes);

        foreach (var (method, path, isOpen) in routes)
        {
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            var answer = $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            Assert.DoesNotContain("ROUTE_NOT_FOUND", answer, StringComparison.Ordinal);
            Assert.True(isOpen != (response.StatusCode == HttpStatusCode.Unauthorized), answer);
        }
    }

    [Theory]
    [InlineData("POST", "/v0/usage", "ReportUsage")]
    [InlineData("POST", "/v0/usage/batch", "ReportUsageBatch")]
    [InlineData("POST", "/v0/events", "ReportEvents")]
    [InlineData("POST", "/v0/entitlements", "CreateEntitlement")]
    [InlineData("GET", "/v0/usage", "AnswerRequest")]
    [InlineData("POST", "/events/ingest", "AnswerRequest")]
    [InlineData("GET", "/docs/index.html", "AnswerRequest")]
    [InlineData("GET", "/", "AnswerRequest")]
    public async Task A_route_with_much_traffic_has_a_function_of_its_own(string method, string path, string function)
    {
        await using var host = await TriggerHost.StartAsync();
        using var client = host.Client();
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(function, host.Called);
    }

    [Fact]
    public async Task What_the_API_does_not_know_is_its_own_problem_document()
    {
        await using var host = await TriggerHost.StartAsync();
        using var client = host.Client();
        using var response = await client.GetAsync("/v0/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("ROUTE_NOT_FOUND", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_request_with_a_body_is_answered_by_the_APIs_handler()
    {
        await using var host = await TriggerHost.StartAsync();
        using var client = host.Client(TriggerHost.OperatorKey);
        using var response = await client.PostAsJsonAsync("/v0/merchants", new { name = "Ada's APIs" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public void No_trigger_asks_for_a_key_of_the_hosts() =>
        Assert.All(Functions.Http, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel));

    [Fact]
    public void A_function_bears_the_name_of_its_class_and_has_no_other_beside_it() =>
        Assert.All(Functions.All.GroupBy(method => method.DeclaringType), type =>
            Assert.Equal(type.Key!.Name, Functions.NameOf(Assert.Single(type))));

    /// <summary>What the local host maps, as requests: each parameter filled with a letter; open ones need no key.</summary>
    private static List<(string Method, string Path, bool IsOpen)> Routes(IServiceProvider services)
    {
        var endpoints = new List<RouteEndpoint>();
        new ApplicationBuilder(services).UseRouting().UseEndpoints(routes =>
        {
            routes.MapTallyApi();
            endpoints.AddRange(routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>());
        });
        return
        [
            .. endpoints.SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => (method, PathOf(endpoint.RoutePattern), endpoint.Metadata.GetMetadata<Access>()?.Kind == AccessKind.Anyone))),
        ];
    }

    private static string PathOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
            part is RoutePatternLiteralPart literal ? literal.Content
            : part is RoutePatternSeparatorPart separator ? separator.Content
            : "x"))));
}
