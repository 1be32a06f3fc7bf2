using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests;

public sealed class DescriptionTests
{
    /// <summary>The last parts of the paths of POSTs that need nothing but their address.</summary>
    private static readonly HashSet<string> WithoutBody = ["issue", "resume", "erase", "replay", "closing", "payment", "invoices/{id}/void", "rotateSecret", "dashboardLinks"];

    [Fact]
    public async Task Every_operation_has_a_summary_a_success_and_its_problems()
    {
        await using var api = await TestApi.StartAsync();
        var paths = (await api.Anonymous.GetAsync("/openapi.json", 200))["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", Value: operation.Value!))).ToList();
        Assert.True(operations.Count >= 30, $"{operations.Count} operations");
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrEmpty(operation.Value["summary"]?.GetValue<string>()), $"{operation.Name} has no summary.");
            var responses = operation.Value["responses"]!.AsObject();
            Assert.True(responses.Any(response => response.Key[0] == '2'), $"{operation.Name} has no success.");
            Assert.NotNull(responses["503"]!["content"]!["application/problem+json"]);
            Assert.Equal(operation.Name.Contains("/health", StringComparison.Ordinal), operation.Value["security"] is not JsonArray { Count: > 0 });
            var sends = operation.Name.StartsWith("post", StringComparison.Ordinal) || operation.Name.StartsWith("patch", StringComparison.Ordinal)
                || operation.Name.StartsWith("put", StringComparison.Ordinal);
            Assert.True(
                (sends && !WithoutBody.Any(end => operation.Name.EndsWith($"/{end}", StringComparison.Ordinal))) == (operation.Value["requestBody"]?["content"] is not null),
                $"{operation.Name} does not say what it takes.");
        });
    }

    [Fact]
    public async Task Types_of_ours_are_described_as_they_are_written()
    {
        await using var api = await TestApi.StartAsync();
        var schemas = (await api.Anonymous.GetAsync("/openapi.json", 200))["components"]!["schemas"]!;
        var customer = schemas["CustomerResponse"]!["properties"]!;
        Assert.Equal("^cus_[a-zA-Z0-9]{1,64}$", Resolve(customer["id"]!).Text("pattern"));
        Assert.Equal("date-time", Resolve(customer["createdAt"]!).Text("format"));
        Assert.Equal("string", customer["object"]!.Text("type"));
        Assert.Equal("decimal", Resolve(customer["taxRate"]!).Text("format"));
        Assert.Contains("null", Resolve(customer["taxRate"]!)["type"]!.AsArray().Select(type => type!.GetValue<string>()));
        Assert.Equal(["name"], schemas["ProductRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.DoesNotContain("endingAt", schemas["SubscriptionRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(
            ["event_name", "external_customer_id"],
            schemas["FlexpriceEventRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).Order());
        Assert.Contains("startedAt", schemas["SubscriptionRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("properties", schemas["PriceRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.DoesNotContain("errors", schemas["Problem"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("errors", schemas["Problem"]!["properties"]!.AsObject().Select(member => member.Key));

        JsonNode Resolve(JsonNode schema) => schema["$ref"] is { } reference ? schemas[reference.GetValue<string>().Split('/')[^1]]! : schema;
    }
}
