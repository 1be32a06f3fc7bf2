using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Tallystick.Tests.Benchmarks.Ingest;

/// <summary>The same client for every side: sends bodies and wants them accepted.</summary>
internal sealed class ServiceClient(Uri baseUrl, string path) : IDisposable
{
    private static readonly MediaTypeHeaderValue One = new("application/cloudevents+json");
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");

    internal HttpClient Http { get; } = new() { BaseAddress = baseUrl };

    /// <summary>Sends a body, and fails unless it was accepted.</summary>
    internal async Task<byte[]> SendAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = body[0] == '[' ? Batch : One } };
        using var answer = await Http.PostAsync(path, content);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.Accepted
            ? bytes
            : throw new InvalidOperationException($"{answer.StatusCode}: {Encoding.UTF8.GetString(bytes)}");
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();
}
