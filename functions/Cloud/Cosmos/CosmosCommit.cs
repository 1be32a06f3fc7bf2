using System.Net;
using Microsoft.Azure.Cosmos;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Cosmos;

/// <summary>Writes of one partition: one is a point operation, several are a transactional batch.</summary>
internal sealed class CosmosCommit(Container container, string partition, IReadOnlyList<DocumentWrite> writes)
{
    private static readonly TransactionalBatchItemRequestOptions Silent = new() { EnableContentResponseOnWrite = false };
    private readonly PartitionKey key = new(partition);

    /// <summary>Whether the writes were made, or a condition did not hold and nothing has changed.</summary>
    /// <exception cref="StoreUnavailableException">The service cannot answer, or nobody knows whether they were made.</exception>
    /// <exception cref="CosmosException">The same, or the request was refused.</exception>
    public Task<bool> MakeAsync(CancellationToken cancellation) => writes.Count == 1 ? WriteAsync(writes[0], cancellation) : BatchAsync(cancellation);

    private async Task<bool> WriteAsync(DocumentWrite write, CancellationToken cancellation)
    {
        using var item = write.Kind == DocumentWriteKind.Delete ? null : CosmosItem.Write(partition, write);
        var options = new ItemRequestOptions { IfMatchEtag = write.ETag, EnableContentResponseOnWrite = false };
        using var response = await (write.Kind switch
        {
            DocumentWriteKind.Create => container.CreateItemStreamAsync(item, key, options, cancellation),
            DocumentWriteKind.Replace => container.ReplaceItemStreamAsync(item, write.Id, key, options, cancellation),
            DocumentWriteKind.Put => container.UpsertItemStreamAsync(item, key, options, cancellation),
            _ => container.DeleteItemStreamAsync(write.Id, key, options, cancellation),
        });
        CosmosMetrics.Record(NameOf(write.Kind), response.Headers.RequestCharge);
        if (CosmosAnswer.IsUnmet(write.Kind, response.StatusCode, response.Headers))
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }

    private async Task<bool> BatchAsync(CancellationToken cancellation)
    {
        var batch = container.CreateTransactionalBatch(key);
        foreach (var write in writes)
        {
            Add(batch, write);
        }

        using var response = await batch.ExecuteAsync(cancellation);
        CosmosMetrics.Record("batch", response.RequestCharge);
        if (response.IsSuccessStatusCode)
        {
            return true;
        }

        // One operation says why; the others depend on it.
        var failed = response.TakeWhile(result => result.StatusCode == HttpStatusCode.FailedDependency).Count();
        if (failed < writes.Count && CosmosAnswer.IsUnmet(writes[failed].Kind, response[failed].StatusCode, response.Headers))
        {
            return false;
        }

        throw CosmosAnswer.FailureOf(response);
    }

    private void Add(TransactionalBatch batch, DocumentWrite write)
    {
        var matching = new TransactionalBatchItemRequestOptions { IfMatchEtag = write.ETag, EnableContentResponseOnWrite = false };
        _ = write.Kind switch
        {
            DocumentWriteKind.Create => batch.CreateItemStream(CosmosItem.Write(partition, write), Silent),
            DocumentWriteKind.Replace => batch.ReplaceItemStream(write.Id, CosmosItem.Write(partition, write), matching),
            DocumentWriteKind.Put => batch.UpsertItemStream(CosmosItem.Write(partition, write), Silent),
            _ => batch.DeleteItem(write.Id, matching),
        };
    }

    private static string NameOf(DocumentWriteKind kind) => kind switch
    {
        DocumentWriteKind.Create => "create",
        DocumentWriteKind.Replace => "replace",
        DocumentWriteKind.Put => "put",
        _ => "delete",
    };
}
