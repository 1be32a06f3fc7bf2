using System.Text.Json;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>A request as the SDK sent it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The parts of its path, unescaped.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its content.</param>
internal sealed record WireRequest(string Method, string[] Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? IfMatch => Header("If-Match");

    public string? IfNoneMatch => Header("If-None-Match");

    public string? Continuation => Header("x-ms-continuation");

    public bool IsUpsert => Header("x-ms-documentdb-is-upsert") == "True";

    public bool IsBatch => Header("x-ms-cosmos-is-batch-request") == "True";

    public bool IsQueryPlan => Header("x-ms-cosmos-is-query-plan-request") == "True";

    /// <summary>A query that goes to its partition as it is; the model knows no others.</summary>
    public bool IsQuery => Header("x-ms-cosmos-query-optimisticdirectexecute") == "True";

    /// <summary>The partition that the header names; null where it names none.</summary>
    public string? Partition => Header("x-ms-documentdb-partitionkey") is { } keys ? JsonSerializer.Deserialize<string[]>(keys)?[0] : null;

    public static async Task<WireRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        return new WireRequest(request.Method.Method, path, headers, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellation));
    }

    private string? Header(string name) => Headers.GetValueOrDefault(name);
}
