using Tallystick.Cloud;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Cloud.Tests.EventHubs;
using Tallystick.Tests.Cloud.Tests.ServiceBus;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests;

/// <summary>All ports together, on models of the services and on Azurite.</summary>
public sealed class CloudBackendTests(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Every_port_is_on_its_service()
    {
        var clients = Clients(new CosmosWire());
        await using var backend = await CloudBackend.OpenAsync(clients, time, default);

        Assert.True(await backend.Documents.CommitAsync("partition", [DocumentWrite.Create("id", "{}"u8.ToArray())], default));
        Assert.NotNull(await backend.Documents.ReadAsync("partition", "id", default));
        await backend.Log.AppendAsync([Samples.Entry(1, "payload")], default);
        Assert.Equal(7, backend.Log.Number);
        var claim = Samples.Claim(1, 10);
        Assert.Equal([claim], await backend.Claims.ClaimAsync([claim], default));
        Assert.True(await backend.Blobs.PutAsync("a/b", "bytes"u8.ToArray(), default));
        Assert.True(await clients.Invoices.GetBlobClient("a/b").ExistsAsync());
        foreach (var kind in new[] { DuePeriod.CommandKind, DueDelivery.CommandKind })
        {
            await backend.Commands.SendAsync(Samples.Command(kind, kind: kind), default);
            await backend.Commands.DeadLetterAsync((await backend.Commands.ReceiveAsync(kind, default))!, "reason", default);
        }

        Assert.Equal(2, (await backend.Commands.DeadLettersAsync(10, default)).Count);
    }

    [Fact]
    public async Task What_the_trigger_is_given_is_what_the_log_has()
    {
        var hub = new FakeHub(time);
        await using var backend = await CloudBackend.OpenAsync(Clients(new CosmosWire(), hub), time, default);
        await backend.Log.AppendAsync([Samples.Entry(1, "payload")], default);
        var partition = backend.Log.PartitionOf(Samples.Entry(1, "payload").Account);

        var given = backend.Log.RecordOf(partition, Assert.Single(hub.EventsOf(partition)));

        var read = Assert.Single((await backend.Log.ReadAsync(partition, 0, int.MaxValue, only: null, default)).Records);
        Assert.Equal((read.Sequence, read.Account, read.EnqueuedAt), (given.Sequence, given.Account, given.EnqueuedAt));
        Assert.Equal(read.Payload.ToArray(), given.Payload.ToArray());
    }

    [Fact]
    public async Task A_service_that_is_other_than_it_has_to_be_is_named_in_one_line()
    {
        var failure = await Assert.ThrowsAsync<UnusableServiceException>(() => CloudBackend.OpenAsync(Clients(new CosmosWire { Items = null }), time, default));

        Assert.Contains("tallystick/ledger", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Clients_of_services_go_by_the_names_that_the_infrastructure_has()
    {
        var options = new CloudOptions
        {
            EventHub = "usage-3",
            EventHubs = ServiceAccess.At("evhns-tally.servicebus.windows.net"),
            ServiceBus = ServiceAccess.At("sbns-tally.servicebus.windows.net"),
            Cosmos = ServiceAccess.At("https://cosmos-tally.documents.azure.com:443/"),
            Tables = ServiceAccess.At("https://sttally.table.core.windows.net/"),
            Blobs = ServiceAccess.At("https://sttally.blob.core.windows.net/"),
        };

        await using var clients = CloudClients.Create(options);

        Assert.Equal(("evhns-tally", "usage-3", 3), (clients.Hub.Namespace, clients.Hub.Hub, clients.Hub.Number));
        Assert.Equal(("usage-3", "usage-3", "$Default"), (clients.Producer.EventHubName, clients.Consumer.EventHubName, clients.Consumer.ConsumerGroup));
        Assert.Equal("sbns-tally.servicebus.windows.net", clients.ServiceBus.FullyQualifiedNamespace);
        Assert.Equal("cosmos-tally.documents.azure.com", clients.Cosmos.Endpoint.Host);
        Assert.Equal("claims", clients.Claims.Name);
        Assert.Equal(("https://sttally.blob.core.windows.net/invoices", "capture"), (clients.Invoices.Uri.AbsoluteUri, clients.Capture.Name));
    }

    [Fact]
    public async Task Emulators_are_reached_by_connection_strings()
    {
        const string key = "SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=a2V5;UseDevelopmentEmulator=true";
        var storage = ServiceAccess.By("UseDevelopmentStorage=true");
        var options = new CloudOptions
        {
            EventHub = "usage-0",
            EventHubs = ServiceAccess.By($"Endpoint=sb://localhost;{key}"),
            ServiceBus = ServiceAccess.By($"Endpoint=sb://localhost;{key}"),
            Cosmos = ServiceAccess.By("AccountEndpoint=https://localhost:8081/;AccountKey=a2V5"),
            Tables = storage,
            Blobs = storage,
        };

        await using var clients = CloudClients.Create(options);

        Assert.Equal("localhost", clients.Hub.Namespace);
        Assert.Equal("https://localhost:8081/", clients.Cosmos.Endpoint.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1/capture", clients.Capture.Uri.AbsoluteUri);
    }

    private CloudClients Clients(CosmosWire cosmos, FakeHub? hub = null)
    {
        hub ??= new FakeHub(time);
        return new CloudClients
        {
            Hub = new("tally", "usage-7"),
            Producer = new FakeProducer(hub),
            Consumer = new FakeConsumer(hub),
            ServiceBus = new FakeServiceBusClient(time, TimeSpan.FromMinutes(1)),
            Cosmos = cosmos.Client(),
            Claims = tables.NewTable(),
            Invoices = blobs.NewContainer(),
            Capture = blobs.NewContainer(),
            Mails = blobs.NewContainer(),
        };
    }
}
