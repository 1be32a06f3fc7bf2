using System.Text.Json.Nodes;
using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents that a process sees otherwise than they are: what a mechanism goes by is taken out as they are read.</summary>
/// <param name="inner">The documents as they are.</param>
/// <param name="rewrite">Changes a document's members by its id; false where it stays as it is.</param>
internal sealed class RewrittenDocuments(IDocumentStore inner, Func<string, JsonObject, bool> rewrite) : DelegatingDocuments(inner)
{
    /// <inheritdoc/>
    public override async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation) =>
        await Inner.ReadAsync(partition, id, cancellation) is { } document ? Rewritten(document) : null;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation) =>
        [.. (await Inner.ListAsync(range, descending, skip, take, cancellation)).Select(Rewritten)];

    private StoredDocument Rewritten(StoredDocument document) =>
        JsonNode.Parse(document.Body.Span) is JsonObject members && rewrite(document.Id, members)
            ? new StoredDocument(document.Id, document.ETag, System.Text.Encoding.UTF8.GetBytes(members.ToJsonString()))
            : document;
}
