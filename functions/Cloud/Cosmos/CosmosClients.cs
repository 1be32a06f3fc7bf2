using Azure.Core;
using Microsoft.Azure.Cosmos;

namespace Tallystick.Cloud.Cosmos;

/// <summary>Clients of Cosmos DB as <see cref="CosmosDocumentStore"/> needs them. One serves the whole process.</summary>
public static class CosmosClients
{
    private const int ThrottledTries = 5;
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(5);

    /// <summary>A client that signs in with an identity.</summary>
    /// <param name="endpoint">The account, <c>https://NAME.documents.azure.com/</c>.</param>
    /// <param name="credential">Needs the data plane's role "Cosmos DB Built-in Data Contributor".</param>
    /// <param name="mode">How it connects: directly to the replicas, or all through the gateway.</param>
    public static CosmosClient Create(Uri endpoint, TokenCredential credential, ConnectionMode mode = ConnectionMode.Direct) =>
        new(endpoint.AbsoluteUri, credential, Options(mode));

    /// <summary>A client that signs in with an account's key: for emulators and tests.</summary>
    /// <param name="connectionString">Endpoint and key.</param>
    /// <param name="mode">How it connects; emulators know the gateway alone.</param>
    public static CosmosClient Create(string connectionString, ConnectionMode mode = ConnectionMode.Gateway) => new(connectionString, Options(mode));

    /// <summary>The options of every client.</summary>
    /// <remarks>
    /// <see cref="CosmosClientOptions.LimitToEndpoint"/>: the account's own endpoint is the region that is written. A client that may choose among
    /// endpoints sends a write again when its connection breaks, and the write stands in its own way where it was made the first time:
    /// "exists already" would be said of what this very call has written. It would also read in other regions, which lag behind.
    /// </remarks>
    public static CosmosClientOptions Options(ConnectionMode mode) => new()
    {
        ApplicationName = "tallystick",
        ConnectionMode = mode,
        LimitToEndpoint = true,
        AllowBulkExecution = false,
        EnableContentResponseOnWrite = false,
        MaxRetryAttemptsOnRateLimitedRequests = ThrottledTries,
        MaxRetryWaitTimeOnRateLimitedRequests = ThrottledWait,
    };
}
