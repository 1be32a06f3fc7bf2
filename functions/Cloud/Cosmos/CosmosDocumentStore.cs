using Microsoft.Azure.Cosmos;
using Tallystick.Core.Storage;

namespace Tallystick.Cloud.Cosmos;

/// <summary>The documents in one container of Azure Cosmos DB; see <see cref="CosmosItem"/> for its items.</summary>
/// <remarks>
/// <para>A read sees every commit that returned before it began: the account's consistency is bounded staleness, which in the region that is written
/// reads as strong consistency does, and clients keep to that region (<see cref="CosmosClients"/>).</para>
/// <para>A partition takes 10,000 request units a second and holds 20 GB. What is above shows as <see cref="StoreUnavailableException"/> once the
/// client's own retries are spent.</para>
/// <para>A list comes in answers of up to 4 MB. One of several answers is not one state of the partition, but has every document that stood all the
/// while.</para>
/// </remarks>
public sealed class CosmosDocumentStore : IDocumentStore
{
    internal const string Name = "Cosmos DB";
    private const int ParallelCommits = 32;
    private readonly Container container;

    private CosmosDocumentStore(Container container) => this.container = container;

    /// <summary>The store in a container that exists.</summary>
    /// <param name="client">Made by <see cref="CosmosClients"/>; the caller disposes of it.</param>
    /// <param name="database">The database.</param>
    /// <param name="container">The container, as <see cref="LedgerContainer"/> says it has to be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="UnusableServiceException">Account or container are missing or other than they have to be, or refuse the app.</exception>
    /// <exception cref="StoreUnavailableException">The service cannot answer now.</exception>
    public static Task<CosmosDocumentStore> OpenAsync(CosmosClient client, string database, string container, CancellationToken cancellation) =>
        new CloudService($"Cosmos DB at {client.Endpoint}", "Cosmos DB Built-in Data Contributor").AskAsync(
            async () =>
            {
                var ledger = client.GetContainer(database, container);
                await LedgerContainer.CheckAsync(ledger, cancellation);
                return new CosmosDocumentStore(ledger);
            },
            cancellation);

    /// <inheritdoc/>
    public async ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(partition);
        DocumentBounds.CheckId(id);
        return await AskAsync(() => FindAsync(partition, id, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(
        DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
    {
        DocumentBounds.CheckList(range, skip, take);
        return await AskAsync(() => new CosmosRange(container, range).ListAsync(descending, skip, take, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(DocumentRange range, CancellationToken cancellation)
    {
        DocumentBounds.CheckPartition(range.Partition);
        return await AskAsync(() => new CosmosRange(container, range).CountAsync(cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        DocumentBounds.CheckCommit(partition, writes);
        return await AskAsync(() => new CosmosCommit(container, partition, writes).MakeAsync(cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<bool>> CommitAllAsync(IReadOnlyList<DocumentCommit> commits, CancellationToken cancellation)
    {
        foreach (var commit in commits)
        {
            DocumentBounds.CheckCommit(commit.Partition, commit.Writes);
        }

        var made = new bool[commits.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelCommits, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, made.Length), options, async (i, stopping) => made[i] = await CommitAsync(commits[i].Partition, commits[i].Writes, stopping));
        return made;
    }

    private async Task<StoredDocument?> FindAsync(string partition, string id, CancellationToken cancellation)
    {
        using var response = await container.ReadItemStreamAsync(id, new PartitionKey(partition), cancellationToken: cancellation);
        CosmosMetrics.Record("read", response.Headers.RequestCharge);
        if (CosmosAnswer.IsMissing(response.StatusCode, response.Headers))
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return CosmosItem.Read((await CosmosContent.ReadAsync(response.Content, cancellation)).Span);
    }

    private static Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation) => StoreFailures.AskAsync(Name, ask, cancellation);
}
