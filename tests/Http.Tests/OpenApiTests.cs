using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests;

public class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Every_route_for_programs_is_described_and_nothing_else()
    {
        await using var api = await TestApi.StartAsync();
        var described = (await ReadAsync(api))["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        var mapped = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not "/openapi.json" && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}") ?? []);

        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task The_document_is_of_version_3_1() =>
        Assert.StartsWith("3.1", (await ReadAsync(await TestApi.StartAsync()))["openapi"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public async Task Bug_operations_had_parameters_twice()
    {
        await using var api = await TestApi.StartAsync();
        foreach (var (path, item) in (await ReadAsync(api))["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray().Select(parameter => (parameter!.Text("name"), parameter!.Text("in"))).ToList() ?? [];
                Assert.True(parameters.Count == parameters.Distinct().Count(), $"{method} {path}: {string.Join(", ", parameters)}");
            }
        }
    }

    /// <summary>A change of the API shows in review. To accept one: <c>UPDATE_OPENAPI=1 dotnet test tests/Http.Tests</c>.</summary>
    [Fact]
    public async Task The_document_in_docs_is_the_one_that_is_served()
    {
        await using var api = await TestApi.StartAsync();
        var served = (await ReadAsync(api)).ToJsonString(Indented) + "\n";
        var path = Path.Combine(Path.GetDirectoryName(HereAt())!, "..", "..", "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(path, served);
        }

        Assert.Equal(await File.ReadAllTextAsync(path), served);
    }

    private static async Task<JsonObject> ReadAsync(TestApi api)
    {
        var document = JsonNode.Parse(await api.Anonymous.GetStringAsync("/openapi.json"))!.AsObject();
        document.Remove("servers");
        return document;
    }

    private static string HereAt([CallerFilePath] string path = "") => path;
}
