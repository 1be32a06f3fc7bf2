using System.Collections.Concurrent;
using Azure.Data.Tables;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud.Tables;

/// <summary>The claims in one table of Azure Table storage; see <see cref="ClaimRow"/> for its rows.</summary>
/// <remarks>A partition takes about 2,000 rows a second, a storage account 20,000. The service holds up what is above, which shows as
/// <see cref="Core.Storage.StoreUnavailableException"/> once the client's own retries are spent.</remarks>
/// <param name="table">The table, which exists.</param>
public sealed class TableClaimStore(TableClient table) : IClaimStore
{
    private const string Name = "The table of claims";
    private const int ParallelBatches = 8;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        foreach (var claim in claims)
        {
            LogBounds.Check(claim.Owner);
        }

        var standing = new ConcurrentDictionary<EventId, Claim>();
        var batches = claims
            .DistinctBy(claim => claim.Event) // keeps the first
            .GroupBy(claim => claim.Event.AccountTag)
            .SelectMany(account => account.Chunk(ClaimBatch.MaxRows));
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelBatches, CancellationToken = cancellation };
        return await AskAsync<IReadOnlyList<Claim>>(
            async () =>
            {
                await Parallel.ForEachAsync(batches, options, (batch, stopping) => new ClaimBatch(table, batch, standing).SettleAsync(stopping));
                return [.. claims.Select(claim => standing[claim.Event])];
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellation) =>
        await AskAsync(() => ClaimPurge.RunAsync(table, before, cancellation), cancellation);

    /// <inheritdoc/>
    public async ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) =>
        await AskAsync(() => ClaimBatch.FindAsync(table, id, cancellation), cancellation);

    /// <summary>Asks the table for rows that it does not have: unlike for one row, the service says so where the table itself is missing.</summary>
    internal async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        await using var rows = table.QueryAsync<TableEntity>("PartitionKey eq 'health'", 1, ["PartitionKey"], cancellation).GetAsyncEnumerator(cancellation);
        await rows.MoveNextAsync();
        return true;
    }

    private static Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation) => StoreFailures.AskAsync(Name, ask, cancellation);
}
