using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.Tables;

/// <summary>
/// Up to 100 claims of one partition, inserted in one transaction. One row that exists makes the whole transaction fail, and the answer names
/// only that row; it is dropped, and the rest is tried again.
/// </summary>
/// <remarks>
/// Few events are duplicates, so most transactions pass at once or after a row or two. A batch that is claimed again after a crash is all
/// duplicates: trying it row by row would cost a transaction a row, so after a few conflicts the rows that are left are read instead.
/// A filter that names many rows is no alternative: the service scans the partition for it.
/// </remarks>
internal sealed class ClaimBatch(TableClient table, IEnumerable<Claim> claims, ConcurrentDictionary<EventId, Claim> standing)
{
    /// <summary>The most rows of a transaction: a limit of the service.</summary>
    public const int MaxRows = 100;

    private const int ConflictsBeforeReading = 3;
    private const int ParallelReads = 8;

    private readonly List<Claim> open = [.. claims];

    /// <summary>Settles every claim of the batch: each is in <c>standing</c> afterwards.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellation)
    {
        for (var conflicts = 0; open.Count > 0 && await TryInsertAsync(cancellation) is { } taken; conflicts++)
        {
            if (conflicts == ConflictsBeforeReading)
            {
                await DropTakenAsync(cancellation);
            }
            else
            {
                // An insert whose answer was lost, and that the client sent again, ends here too: the row names this very owner.
                var claim = open[taken];
                standing[claim.Event] = await FindAsync(table, claim.Event, cancellation)
                    ?? throw new StoreUnavailableException($"The claim on {claim.Event} exists and cannot be read.");
                open.RemoveAt(taken);
            }
        }
    }

    /// <summary>The claim on an identity, or null where there is none.</summary>
    public static async Task<Claim?> FindAsync(TableClient table, EventId id, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(ClaimRow.PartitionKeyOf(id), ClaimRow.RowKeyOf(id), ClaimRow.Columns, cancellation);
        return row.HasValue ? ClaimRow.Read(id, row.Value!) : null;
    }

    /// <summary>Inserts what is open; the index of a claim whose row exists, or null where all are inserted.</summary>
    private async ValueTask<int?> TryInsertAsync(CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(
                open.Select(claim => new TableTransactionAction(TableTransactionActionType.Add, ClaimRow.Of(claim))), cancellation);
        }
        catch (TableTransactionFailedException exception)
            when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists && exception.FailedTransactionActionIndex is not null)
        {
            return exception.FailedTransactionActionIndex;
        }

        foreach (var claim in open)
        {
            standing[claim.Event] = claim;
        }

        return null;
    }

    private async ValueTask DropTakenAsync(CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(open, options, async (claim, stopping) =>
        {
            if (await FindAsync(table, claim.Event, stopping) is { } found)
            {
                standing[claim.Event] = found;
            }
        });
        open.RemoveAll(claim => standing.ContainsKey(claim.Event));
    }
}
