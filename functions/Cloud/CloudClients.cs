using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Azure.Cosmos;
using Tallystick.Cloud.Cosmos;
using Tallystick.Cloud.EventHubs;

namespace Tallystick.Cloud;

/// <summary>The clients of the services. Each serves the whole process; none of them connects before it is asked something.</summary>
public sealed class CloudClients : IAsyncDisposable
{
    /// <summary>The table of the claims.</summary>
    public const string ClaimTable = "claims";

    /// <summary>The container of the invoices.</summary>
    public const string InvoiceContainer = "invoices";

    /// <summary>The container that Event Hubs Capture writes to.</summary>
    public const string CaptureContainer = "capture";

    /// <summary>The container of mails to customers.</summary>
    public const string MailContainer = "mails";

    /// <summary>The role that the app needs at the containers.</summary>
    internal const string BlobRole = "Storage Blob Data Contributor";

    // A caller is told sooner that a service is away than by what the clients have otherwise, a minute for each of four tries.
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Which event hub the log is.</summary>
    public required HubName Hub { get; init; }

    /// <summary>Sends to the event hub.</summary>
    public required EventHubProducerClient Producer { get; init; }

    /// <summary>Reads from the event hub, beside its trigger.</summary>
    public required EventHubConsumerClient Consumer { get; init; }

    /// <summary>The namespace of the commands' queues.</summary>
    public required ServiceBusClient ServiceBus { get; init; }

    /// <summary>The account of the documents.</summary>
    public required CosmosClient Cosmos { get; init; }

    /// <summary>The claims.</summary>
    public required TableClient Claims { get; init; }

    /// <summary>The invoices.</summary>
    public required BlobContainerClient Invoices { get; init; }

    /// <summary>The archive of the log.</summary>
    public required BlobContainerClient Capture { get; init; }

    /// <summary>The mails to customers.</summary>
    public required BlobContainerClient Mails { get; init; }

    /// <summary>The address that mails are from; null where none are sent.</summary>
    public string? MailFrom { get; init; }

    /// <summary>
    /// Clients that sign in by the app's identity (<c>AZURE_CLIENT_ID</c> says which, where it has several), or by connection strings where options have some.
    /// </summary>
    public static CloudClients Create(CloudOptions options)
    {
        var credential = new DefaultAzureCredential();
        var producer = ProducerOf(options, credential);
        var blobs = options.Blobs.IsConnectionString ? new BlobServiceClient(options.Blobs.Value) : new BlobServiceClient(new Uri(options.Blobs.Value), credential);
        return new CloudClients
        {
            Hub = HubName.Of(producer.FullyQualifiedNamespace, options.EventHub),
            Producer = producer,
            Consumer = ConsumerOf(options, credential),
            ServiceBus = ServiceBusOf(options.ServiceBus, credential),
            Cosmos = options.Cosmos.IsConnectionString
                ? CosmosClients.Create(options.Cosmos.Value)
                : CosmosClients.Create(new Uri(options.Cosmos.Value), credential),
            Claims = options.Tables.IsConnectionString
                ? new TableClient(options.Tables.Value, ClaimTable)
                : new TableClient(new Uri(options.Tables.Value), ClaimTable, credential),
            Invoices = blobs.GetBlobContainerClient(InvoiceContainer),
            Capture = blobs.GetBlobContainerClient(CaptureContainer),
            Mails = blobs.GetBlobContainerClient(MailContainer),
            MailFrom = options.MailFrom,
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Producer.DisposeAsync();
        await Consumer.DisposeAsync();
        await ServiceBus.DisposeAsync();
        Cosmos.Dispose();
    }

    /// <summary>How long the log is tried.</summary>
    internal static EventHubProducerClientOptions ProducerOptions() => new() { RetryOptions = { TryTimeout = TryTimeout } };

    /// <summary>How long the commands are tried.</summary>
    internal static ServiceBusClientOptions ServiceBusOptions() => new() { RetryOptions = { TryTimeout = TryTimeout } };

    private static EventHubProducerClient ProducerOf(CloudOptions options, TokenCredential credential)
    {
        var settings = ProducerOptions();
        return options.EventHubs.IsConnectionString
            ? new EventHubProducerClient(options.EventHubs.Value, options.EventHub, settings)
            : new EventHubProducerClient(options.EventHubs.Value, options.EventHub, credential, settings);
    }

    private static EventHubConsumerClient ConsumerOf(CloudOptions options, TokenCredential credential)
    {
        const string group = EventHubConsumerClient.DefaultConsumerGroupName;
        return options.EventHubs.IsConnectionString
            ? new EventHubConsumerClient(group, options.EventHubs.Value, options.EventHub)
            : new EventHubConsumerClient(group, options.EventHubs.Value, options.EventHub, credential);
    }

    private static ServiceBusClient ServiceBusOf(ServiceAccess access, TokenCredential credential)
    {
        var settings = ServiceBusOptions();
        return access.IsConnectionString ? new ServiceBusClient(access.Value, settings) : new ServiceBusClient(access.Value, credential, settings);
    }
}
