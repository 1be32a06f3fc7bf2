using System.Text.Json;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>The least that any durable service on Kestrel does: it walks the JSON, and answers once the body is synced to one file.</summary>
internal static class BareService
{
    internal static async Task RunAsync(string path)
    {
        using var file = new GroupFile(path);
        await EventService.RunAsync(async body =>
        {
            Walk(body.Span);
            await file.AppendAsync(body);
            return [];
        });
    }

    /// <exception cref="JsonException">The body is not JSON.</exception>
    private static void Walk(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
        }
    }
}
