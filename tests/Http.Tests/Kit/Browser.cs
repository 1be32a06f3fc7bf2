using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>What a browser does with the dashboard: keeps cookies, and says where its requests come from.</summary>
internal sealed class Browser(HttpClient client)
{
    private readonly Dictionary<string, string> cookies = [];

    /// <summary>The cookies that it keeps, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>The last answer's cookies, as the server wrote them.</summary>
    public IReadOnlyList<string> Written { get; private set; } = [];

    /// <summary>What Sec-Fetch-Site says; null for a browser that does not say.</summary>
    public string? FetchSite { get; set; } = "same-origin";

    public string? Origin { get; set; }

    /// <summary>The mode that requests name in their header; null for none.</summary>
    public string? Mode { get; set; } = "live";

    /// <summary>The subscription whose portal requests name in their header; null for none.</summary>
    public string? Portal { get; set; }

    /// <summary>A browser that a link has let in to the portal of a shop's subscription.</summary>
    public static async Task<Browser> AtPortalAsync(TestApi api, Shop shop, object? request = null)
    {
        var link = await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/portal", request ?? new { });
        var browser = new Browser(api.Anonymous) { Mode = null, Portal = shop.Subscription };
        await browser.EnterAsync(link.Text("url").Split("link=")[1]);
        return browser;
    }

    public Task<JsonNode> EnterAsync(string link, int status = 201) => SendAsync(HttpMethod.Post, "/portal/session", new { link }, status);

    public Task<JsonNode> PostAsync(string path, object body, int status = 201) => SendAsync(HttpMethod.Post, path, body, status);

    public Task<JsonNode> DeleteAsync(string path, int status = 200) => SendAsync(HttpMethod.Delete, path, null, status);

    public Task<JsonNode> SignInAsync(string key, int status = 201) => SendAsync(HttpMethod.Post, "/dashboard/session", new { apiKey = key }, status);

    public Task<JsonNode> OpenAsync(string link, int status = 201) => SendAsync(HttpMethod.Post, "/dashboard/session", new { link }, status);

    public Task<JsonNode> GetAsync(string path, int status = 200) => SendAsync(HttpMethod.Get, path, null, status);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, int status)
    {
        using var response = await RespondAsync(method, path, body);
        return await response.ReadAsync(status);
    }

    public async Task<HttpResponseMessage> RespondAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        Add(request, "Tally-Session", Mode);
        Add(request, "Tally-Portal", Portal);
        Add(request, "Sec-Fetch-Site", FetchSite);
        Add(request, "Origin", Origin);
        Add(request, "Cookie", cookies.Count == 0 ? null : string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await client.SendAsync(request);
        Written = response.Headers.TryGetValues("Set-Cookie", out var written) ? [.. written] : [];
        foreach (var cookie in Written)
        {
            Keep(cookie);
        }

        return response;
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }

    private void Keep(string written)
    {
        var (name, value) = written.Split(';')[0].Split('=') is [var left, var right] ? (left, right) : throw new FormatException(written);
        if (value.Length == 0)
        {
            cookies.Remove(name);
        }
        else
        {
            cookies[name] = value;
        }
    }
}
