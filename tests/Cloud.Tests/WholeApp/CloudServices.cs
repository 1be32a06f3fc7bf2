using Azure.Data.Tables;
using Azure.Messaging.EventHubs;
using Azure.Storage.Blobs;
using Tallystick.Cloud;
using Tallystick.Cloud.EventHubs;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Capture;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Cloud.Tests.EventHubs;
using Tallystick.Tests.Cloud.Tests.ServiceBus;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>The services that the app is on: models, and Azurite. Instances of the app come and go; what they wrote stays. Each service can be made to fail.</summary>
internal sealed class CloudServices
{
    private static readonly HubName Name = new("tally", "usage-0");

    private readonly TableClient claims;
    private readonly BlobContainerClient invoices;
    private readonly BlobContainerClient capture;

    public CloudServices(AzuriteTables tables, AzuriteBlobs blobs)
    {
        Clock = new SkippingTime(Time);
        Hub = new FakeHub(Time);
        ServiceBus = new FakeServiceBusClient(Time, TimeSpan.FromMinutes(1));

        // Failures are the app's to cope with here: the clients send nothing a second time.
        claims = tables.NewTable(Tables.Through(new TableClientOptions(), clientRetries: 0));
        invoices = blobs.NewContainer(Blobs.Through(new BlobClientOptions(), clientRetries: 0));
        capture = blobs.NewContainer();
        Mails = blobs.NewContainer();
        Capture = new CaptureWriter(capture, Hub, Name);
    }

    public ManualTime Time { get; } = new();

    /// <summary>The same clock for the app.</summary>
    public TimeProvider Clock { get; }

    public FakeHub Hub { get; }

    public CosmosWire Cosmos { get; } = new();

    public FakeServiceBusClient ServiceBus { get; }

    /// <summary>Stands before the table of claims.</summary>
    public FaultPolicy Tables { get; } = new();

    /// <summary>Stands before the blobs of invoices.</summary>
    public FaultPolicy Blobs { get; } = new();

    /// <summary>Where mails wait for a program that sends them.</summary>
    public BlobContainerClient Mails { get; }

    public Receiver Receiver { get; } = new();

    private CaptureWriter Capture { get; }

    /// <summary>Clients for an instance of the app.</summary>
    public CloudClients NewClients() => new()
    {
        Hub = Name,
        Producer = new FakeProducer(Hub),
        Consumer = new FakeConsumer(Hub),
        ServiceBus = ServiceBus,
        Cosmos = Cosmos.Client(),
        Claims = claims,
        Invoices = invoices,
        Capture = capture,
        Mails = Mails,
        MailFrom = "billing@tally.example",
    };

    /// <summary>Capture writes what came into the hub, and the hub forgets all of it.</summary>
    public async Task ArchiveAsync()
    {
        for (var partition = 0; partition < Hub.Partitions.Length; partition++)
        {
            await Capture.WriteAsync(partition, Time.GetUtcNow().UtcDateTime, "deflate");
            Hub.Forget(partition, Hub.EventsOf(partition).Count);
        }
    }

    /// <summary>What the hub says while it throttles.</summary>
    public static EventHubsException Throttled() => new(isTransient: true, "usage-0", "Busy on purpose.", EventHubsException.FailureReason.ServiceBusy);
}
