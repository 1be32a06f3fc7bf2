using Azure.Storage.Blobs;
using Tallystick.Cloud.Blobs;
using Tallystick.Cloud.Cosmos;
using Tallystick.Cloud.EventHubs;
using Tallystick.Cloud.Mail;
using Tallystick.Cloud.ServiceBus;
using Tallystick.Cloud.Tables;
using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Commands;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Cloud;

/// <summary>The Azure back end: every port on a service, for any number of processes. What the services have to be is made by the infrastructure.</summary>
public sealed class CloudBackend : IAsyncDisposable
{
    /// <summary>The database of the documents.</summary>
    public const string Database = "tallystick";

    /// <summary>The container of the documents.</summary>
    public const string DocumentContainer = "ledger";

    private static readonly string[] Kinds = [DuePeriod.CommandKind, DueDelivery.CommandKind];

    private readonly CloudClients clients;
    private readonly ServiceBusCommandQueue commands;

    private CloudBackend(CloudClients clients, CosmosDocumentStore documents, EventHubLog log, TimeProvider time)
    {
        this.clients = clients;
        commands = new ServiceBusCommandQueue(clients.ServiceBus, Kinds, time);
        Documents = documents;
        Log = log;
        Claims = new TableClaimStore(clients.Claims);
        Blobs = new BlobStore(clients.Invoices);
        Mailer = clients.MailFrom is { } from ? new BlobMailer(clients.Mails, from) : null;
    }

    /// <summary>The documents.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>The event log, which also knows what the events of its trigger are.</summary>
    public EventHubLog Log { get; }

    /// <summary>The claims.</summary>
    public IClaimStore Claims { get; }

    /// <summary>The commands.</summary>
    public ICommandQueue Commands => commands;

    /// <summary>The blobs.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>The mails to customers; null where none are sent.</summary>
    public IMailer? Mailer { get; }

    /// <summary>Makes the clients, and asks every service whether it is there, is what the ports depend on, and lets the app in.</summary>
    /// <param name="options">Where the services are.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="UnusableServiceException">Something is missing, is other than it has to be, or refuses the app.</exception>
    /// <exception cref="StoreUnavailableException">A service cannot answer now.</exception>
    public static Task<CloudBackend> OpenAsync(CloudOptions options, TimeProvider time, CancellationToken cancellation) =>
        OpenAsync(CloudClients.Create(options), time, cancellation);

    /// <summary>The same with clients that are made already; they are the back end's to dispose of.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="UnusableServiceException">Something is missing, is other than it has to be, or refuses the app.</exception>
    /// <exception cref="StoreUnavailableException">A service cannot answer now.</exception>
    public static async Task<CloudBackend> OpenAsync(CloudClients clients, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var documents = CosmosDocumentStore.OpenAsync(clients.Cosmos, Database, DocumentContainer, cancellation);
            var log = EventHubLog.OpenAsync(clients.Hub, clients.Producer, clients.Consumer, clients.Capture, cancellation);
            await Task.WhenAll(documents, log, AskClaimsAsync(clients, cancellation), AskBlobsAsync(clients, cancellation), AskQueuesAsync(clients, time, cancellation));
            return new CloudBackend(clients, await documents, await log, time);
        }
        catch
        {
            await clients.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Log.Dispose();
        await commands.DisposeAsync();
        await clients.DisposeAsync();
    }

    private static async Task AskClaimsAsync(CloudClients clients, CancellationToken cancellation) =>
        await new CloudService($"Table {clients.Claims.Uri}", "Storage Table Data Contributor").AskAsync(() => new TableClaimStore(clients.Claims).IsThereAsync(cancellation), cancellation);

    private static async Task AskBlobsAsync(CloudClients clients, CancellationToken cancellation)
    {
        BlobContainerClient[] containers = clients.MailFrom is null ? [clients.Invoices] : [clients.Invoices, clients.Mails];
        await Task.WhenAll(containers.Select(container => new CloudService($"Blob container {container.Uri}", CloudClients.BlobRole).AskAsync(
            async () => await new BlobStore(container).GetAsync("health", cancellation), cancellation)));
    }

    private static async Task AskQueuesAsync(CloudClients clients, TimeProvider time, CancellationToken cancellation) => await Task.WhenAll(Kinds.Select(kind =>
        new CloudService($"Service Bus queue {kind} of {clients.ServiceBus.FullyQualifiedNamespace}", "Azure Service Bus Data Owner").AskAsync(
            async () =>
            {
                await using var queue = new ServiceBusCommandQueue(clients.ServiceBus, [kind], time);
                await queue.CheckAsync(cancellation);
                return true;
            },
            cancellation)));
}
