using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>JSON in, JSON out, and the answer shown where its status is not the one that was expected.</summary>
internal static class Json
{
    public static async Task<JsonNode> PostAsync(this HttpClient client, string path, object body, int status = 201)
    {
        using var content = Of(body);
        using var response = await client.PostAsync(path, content);
        return await response.ReadAsync(status);
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path, int status = 200)
    {
        using var response = await client.GetAsync(path);
        return await response.ReadAsync(status);
    }

    public static StringContent Of(object body) =>
        new(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == (HttpStatusCode)status, $"{(int)response.StatusCode} instead of {status}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static string Text(this JsonNode node, string member) => node[member]!.GetValue<string>();

    public static decimal Amount(this JsonNode node, string member) => decimal.Parse(node.Text(member));
}
