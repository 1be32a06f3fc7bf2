using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Cosmos;

/// <summary>Queries about the ids of one partition.</summary>
internal sealed class CosmosRange(Container container, DocumentRange range)
{
    private const string Within = "FROM c WHERE c.id >= @from AND c.id < @to";

    // As many as an answer of the service has room for.
    private const int WholePage = -1;

    /// <summary>A part of the range's documents in the order of their ids, or the reverse.</summary>
    public async Task<IReadOnlyList<StoredDocument>> ListAsync(bool descending, int skip, int take, CancellationToken cancellation)
    {
        var found = new List<StoredDocument>();
        var query = Query($"SELECT * {Within} ORDER BY c.id {(descending ? "DESC" : "ASC")} OFFSET @skip LIMIT @take")
            .WithParameter("@skip", skip).WithParameter("@take", take);
        await ReadPagesAsync("list", query, (ref Utf8JsonReader reader) => found.Add(CosmosItem.Read(ref reader)), cancellation);
        return found;
    }

    /// <summary>How many documents the range has.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        var count = 0L;
        await ReadPagesAsync("count", Query($"SELECT VALUE COUNT(1) {Within}"), (ref Utf8JsonReader reader) => count += reader.GetInt64(), cancellation);
        return count;
    }

    private delegate void ReadResult(ref Utf8JsonReader reader);

    private QueryDefinition Query(string text) => new QueryDefinition(text).WithParameter("@from", range.From).WithParameter("@to", range.To);

    private async Task ReadPagesAsync(string operation, QueryDefinition query, ReadResult read, CancellationToken cancellation)
    {
        if (string.CompareOrdinal(range.From, range.To) >= 0)
        {
            return;
        }

        var options = new QueryRequestOptions
        {
            PartitionKey = new PartitionKey(range.Partition),
            MaxItemCount = WholePage,
            EnableOptimisticDirectExecution = true, // straight to the partition; otherwise the gateway is asked for a plan first
        };
        using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(cancellation);
            CosmosMetrics.Record(operation, page.Headers.RequestCharge);
            page.EnsureSuccessStatusCode();
            Read(await CosmosContent.ReadAsync(page.Content, cancellation), read);
        }
    }

    /// <summary>Hands each element of the member <c>Documents</c> to a reader.</summary>
    private static void Read(ReadOnlyMemory<byte> content, ReadResult read)
    {
        var reader = new Utf8JsonReader(content.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isDocuments = reader.ValueTextEquals("Documents"u8);
            reader.Read();
            if (!isDocuments)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                read(ref reader);
            }
        }
    }
}
