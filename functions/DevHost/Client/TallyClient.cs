using System.Net.Http.Headers;
using System.Text.Json;
using Tallystick.Http;

namespace Tallystick.DevHost.Client;

/// <summary>Calls the HTTP API with one key. Answers are JSON as it came.</summary>
public sealed class TallyClient : IDisposable
{
    private const string Json = "application/json";

    private readonly HttpClient http;
    private readonly Func<Exception?>? stopped;

    /// <summary>A client of a server.</summary>
    /// <param name="baseUrl">Where the server answers.</param>
    /// <param name="key">The key that every call presents.</param>
    /// <param name="stopped">Tells why the server has stopped, where that can be known; null while it runs.</param>
    public TallyClient(Uri baseUrl, string key, Func<Exception?>? stopped = null)
    {
        BaseUrl = baseUrl;
        this.stopped = stopped;

        // Closing, and proofs of a long log, take what they take; whoever waits can end the wait.
        http = new HttpClient { BaseAddress = baseUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Where the server answers.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Reads.</summary>
    /// <exception cref="RequestFailedException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    /// <summary>Posts a body, as JSON of a media type.</summary>
    /// <exception cref="RequestFailedException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation, string mediaType = Json) =>
        SendAsync(HttpMethod.Post, path, body, cancellation, mediaType);

    /// <summary>Puts a body in the place of what was there.</summary>
    /// <exception cref="RequestFailedException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Put, path, body, cancellation);

    /// <summary>Changes.</summary>
    /// <exception cref="RequestFailedException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> PatchAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Patch, path, body, cancellation);

    /// <summary>Deletes.</summary>
    /// <exception cref="RequestFailedException">The answer is no success.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Delete, path, null, cancellation);

    /// <summary>All items of a list, page after page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken cancellation)
    {
        const int limit = 100;
        var items = new List<JsonElement>();
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        long total;
        do
        {
            var page = await GetAsync($"{path}{separator}limit={limit}&offset={items.Count}", cancellation);
            total = page.GetProperty("pagination").GetProperty("total").GetInt64();
            var before = items.Count;
            items.AddRange(page.GetProperty("data").EnumerateArray());
            total = items.Count == before ? before : total;
        }
        while (items.Count < total);
        return items;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static RequestFailedException Failure(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var code = response.ReasonPhrase ?? "";
        var message = "The server refused the request.";
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            var problem = JsonElement.Parse(body);
            code = problem.GetProperty("code").GetString()!;
            message = problem.GetProperty("detail").GetString()!;
            if (problem.TryGetProperty("errors", out var errors))
            {
                message += string.Concat(errors.EnumerateArray().Select(error => $" {error.GetProperty("field")}: {error.GetProperty("message")}"));
            }
        }

        return new RequestFailedException(response.StatusCode, code, message);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation, string mediaType = Json)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, HttpJson.Options))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(mediaType) },
            };
        }

        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.IsSuccessStatusCode ? JsonElement.Parse(answer) : throw Failure(response, answer);
        }
        catch (HttpRequestException exception) when (stopped is not null)
        {
            throw stopped() ?? exception;
        }
    }
}
