using System.Net;
using Microsoft.Azure.Cosmos;

namespace Tallystick.Cloud.Cosmos;

/// <summary>What the container of the documents and its account have to be.</summary>
public static class LedgerContainer
{
    /// <summary>The path of its partition key.</summary>
    public const string PartitionKeyPath = "/partition";

    /// <summary>
    /// Its indexing policy. Nothing is asked for by what stands in a body, and each path in an index costs request units at every write;
    /// <c>id</c>, which lists go by, is always in the index, the partition key, which they name, is not.
    /// </summary>
    public const string IndexingPolicy = """{"indexingMode":"consistent","includedPaths":[{"path":"/partition/?"}],"excludedPaths":[{"path":"/*"}]}""";

    /// <summary>Refuses an account or a container on which the documents would not keep their promises.</summary>
    /// <exception cref="UnusableServiceException">It is missing, or other than it has to be.</exception>
    /// <exception cref="InvalidOperationException">The client is another than <see cref="CosmosClients"/> makes.</exception>
    internal static async Task CheckAsync(Container container, CancellationToken cancellation)
    {
        if (!container.Database.Client.ClientOptions.LimitToEndpoint)
        {
            throw new InvalidOperationException(
                $"The client of Cosmos DB would send a write again whose answer was lost, and take the second answer for both; make it with {nameof(CosmosClients)}.");
        }

        var account = await container.Database.Client.ReadAccountAsync();
        if (account.Consistency.DefaultConsistencyLevel is not (ConsistencyLevel.Strong or ConsistencyLevel.BoundedStaleness))
        {
            throw new UnusableServiceException(
                $"The Cosmos DB account {account.Id} has the consistency {account.Consistency.DefaultConsistencyLevel}; documents need BoundedStaleness or Strong.");
        }

        if (account.WritableRegions.Skip(1).Any())
        {
            throw new UnusableServiceException($"The Cosmos DB account {account.Id} is written in several regions; documents need one alone.");
        }

        await CheckContainerAsync(container, cancellation);
    }

    private static async Task CheckContainerAsync(Container container, CancellationToken cancellation)
    {
        var place = $"{container.Database.Id}/{container.Id}";
        var properties = await FindAsync(container, cancellation)
            ?? throw new UnusableServiceException($"Cosmos DB has no container {place}; deploy it with the partition key {PartitionKeyPath}.");
        if (properties.PartitionKeyPaths is not [PartitionKeyPath])
        {
            throw new UnusableServiceException(
                $"The container {place} in Cosmos DB has the partition key {string.Join(", ", properties.PartitionKeyPaths)}, not {PartitionKeyPath}.");
        }

        if (properties.DefaultTimeToLive > 0)
        {
            throw new UnusableServiceException($"The container {place} in Cosmos DB forgets its items after {properties.DefaultTimeToLive} seconds.");
        }
    }

    private static async Task<ContainerProperties?> FindAsync(Container container, CancellationToken cancellation)
    {
        try
        {
            return await container.ReadContainerAsync(cancellationToken: cancellation);
        }
        catch (CosmosException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
