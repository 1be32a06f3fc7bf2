using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>JSON in, JSON out, and the status said where it is not the one that was expected.</summary>
internal static class Json
{
    public static Task<JsonNode> PostAsync(this HttpClient client, string path, object body, int status = 201, string? key = null) =>
        client.SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body), status, key);

    public static Task<JsonNode> PatchAsync(this HttpClient client, string path, object body, int status = 200) =>
        client.SendAsync(HttpMethod.Patch, path, JsonSerializer.Serialize(body), status);

    public static Task<JsonNode> GetAsync(this HttpClient client, string path, int status) => client.SendAsync(HttpMethod.Get, path, null, status);

    public static async Task<JsonNode> SendAsync(
        this HttpClient client, HttpMethod method, string path, string? body, int status, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request);
        return await response.ReadAsync(status);
    }

    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == (HttpStatusCode)status, $"{(int)response.StatusCode} instead of {status}: {text}");
        if (status >= 400)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();

    public static string Code(this JsonNode problem) => problem.Text("code");

    public static string? Field(this JsonNode problem) => problem["errors"]?[0]?["field"]?.GetValue<string>();
}
