using Azure;
using Azure.Data.Tables;
using NodaTime;

namespace Tallystick.Cloud.Tables;

/// <summary>Deletes rows that the service stamped before a time.</summary>
/// <remarks>
/// The service has no index of its stamps: it scans the table for them, which is paid by the page. Rows never change, so that a stamp is the
/// time of the claim.
/// </remarks>
internal static class ClaimPurge
{
    // What a page of the service has at most.
    private const int PageSize = 1000;
    private const int NotFound = 404;

    /// <summary>Deletes the rows of the first page that has any.</summary>
    /// <returns>How many it had.</returns>
    public static async Task<int> RunAsync(TableClient table, Instant before, CancellationToken cancellation)
    {
        var old = TableClient.CreateQueryFilter<TableEntity>(row => row.Timestamp < before.ToDateTimeOffset());
        var pages = table.QueryAsync<TableEntity>(old, PageSize, ["PartitionKey", "RowKey"], cancellation).AsPages();
        await foreach (var page in pages.WithCancellation(cancellation))
        {
            foreach (var rows in page.Values.GroupBy(row => row.PartitionKey).SelectMany(rows => rows.Chunk(ClaimBatch.MaxRows)))
            {
                await DeleteAsync(table, rows, cancellation);
            }

            if (page.Values.Count > 0)
            {
                return page.Values.Count;
            }
        }

        return 0;
    }

    private static async ValueTask DeleteAsync(TableClient table, TableEntity[] rows, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
        }
        catch (TableTransactionFailedException failed) when (failed.Status == NotFound)
        {
            // Another purge was here, or this one before an answer was lost; what is left is found by the next call.
        }
    }
}
