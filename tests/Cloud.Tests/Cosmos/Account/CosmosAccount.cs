using Microsoft.Azure.Cosmos;
using Tallystick.Cloud.Cosmos;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Account;

/// <summary>A container of its own in the account that <see cref="AccountTheoryAttribute.Setting"/> names; it goes when the tests are over.</summary>
public sealed class CosmosAccount : IAsyncLifetime
{
    private const string Name = "tallystick-tests";
    private CosmosClient? client;
    private Container? container;
    private IDocumentStore? store;
    private int stores;

    /// <summary>A store in which nothing stands.</summary>
    public IDocumentStore NewStore() => new PrefixedDocuments(store!, $"{Interlocked.Increment(ref stores)}/");

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(AccountTheoryAttribute.Setting) is not { Length: > 0 } connection)
        {
            return;
        }

        client = CosmosClients.Create(connection);
        Database database = await client.CreateDatabaseIfNotExistsAsync(Name);
        var policy = new IndexingPolicy { ExcludedPaths = { new ExcludedPath { Path = "/*" } } };
        container = await database.CreateContainerAsync(
            new ContainerProperties($"run-{TimeProvider.System.GetUtcNow():yyyyMMddHHmmssfff}", LedgerContainer.PartitionKeyPath) { IndexingPolicy = policy });
        store = await CosmosDocumentStore.OpenAsync(client, Name, container.Id, default);
    }

    public async Task DisposeAsync()
    {
        if (container is not null)
        {
            await container.DeleteContainerAsync();
        }

        client?.Dispose();
    }
}
