using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Tallystick.Cloud;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Cloud.Tests.EventHubs;
using Tallystick.Tests.Cloud.Tests.ServiceBus;
using Tallystick.Tests.Contracts;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Tallystick.Tests.Cloud.Tests;

/// <summary>What the opening of the back end says of a service that does not do.</summary>
public sealed class CloudOpeningTests(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>
{
    private const string Refused = "refuses the app: give its identity the role '";
    private const string Missing = "is not there: deploy it";
    private readonly ManualTime time = new();

    public static TheoryData<string, Exception, string> HubFailures => new()
    {
        { "no such hub", new EventHubsException(false, "usage-7", "no", FailureReason.ResourceNotFound), Missing },
        { "no role", new UnauthorizedAccessException("no\nat all"), $"{Refused}Azure Event Hubs Data Sender' and 'Azure Event Hubs Data Receiver'" },
    };

    public static TheoryData<string, Exception, string> QueueFailures => new()
    {
        { "no such queue", new ServiceBusException("no", ServiceBusFailureReason.MessagingEntityNotFound), Missing },
        { "a queue that is turned off", new ServiceBusException("no", ServiceBusFailureReason.MessagingEntityDisabled), Missing },
        { "no role", new UnauthorizedAccessException("no\nat all"), $"{Refused}Azure Service Bus Data Owner'" },
    };

    [Theory]
    [MemberData(nameof(HubFailures))]
    public async Task A_hub_that_does_not_do_is_named(string what, Exception failure, string expected) =>
        await CheckAsync(what, clients => clients, $"Event hub usage-7 of tally {expected}", new FakeHub(time) { Outage = failure });

    [Theory]
    [MemberData(nameof(QueueFailures))]
    public async Task A_queue_that_does_not_do_is_named(string what, Exception failure, string expected) =>
        await CheckAsync(
            what,
            clients => With(clients, serviceBus: new FakeServiceBusClient(time, TimeSpan.FromMinutes(1)) { Failure = failure }),
            $"Service Bus queue close-period of tally.servicebus.example {expected}");

    [Theory]
    [InlineData(403, Refused + "Cosmos DB Built-in Data Contributor'")]
    [InlineData(401, Refused + "Cosmos DB Built-in Data Contributor'")]
    public async Task An_account_that_lets_the_app_not_in_is_named(int status, string expected) =>
        await CheckAsync(
            $"{status}", clients => With(clients, cosmos: new CosmosWire { Refusal = new WireFault(status) }), expected);

    [Theory]
    [InlineData("claims")]
    [InlineData("invoices")]
    [InlineData("capture")]
    [InlineData("mails")]
    public async Task A_table_or_container_that_is_missing_is_named(string which) => await CheckAsync(
        which,
        clients => which switch
        {
            "claims" => With(clients, claims: tables.Client("nosuchtable", null)),
            "invoices" => With(clients, invoices: blobs.Client("nosuchcontainer")),
            "mails" => With(clients, mails: blobs.Client("nosuchcontainer")),
            _ => With(clients, capture: blobs.Client("nosuchcontainer")),
        },
        (which == "claims" ? $"Table {tables.Client("nosuchtable", null).Uri} " : $"Blob container {blobs.Client("nosuchcontainer").Uri} ") + Missing);

    [Theory]
    [InlineData("claims")]
    [InlineData("invoices")]
    [InlineData("capture")]
    [InlineData("mails")]
    public async Task A_table_or_container_that_refuses_the_app_is_named(string which)
    {
        var refusing = new FaultPolicy();
        refusing.RefuseWith(403);
        var blobOptions = new BlobClientOptions();
        blobOptions.AddPolicy(refusing, HttpPipelinePosition.PerCall);
        var tableOptions = new TableClientOptions();
        tableOptions.AddPolicy(refusing, HttpPipelinePosition.PerCall);
        await CheckAsync(
            which,
            clients => which switch
            {
                "claims" => With(clients, claims: tables.NewTable(tableOptions)),
                "invoices" => With(clients, invoices: blobs.NewContainer(blobOptions)),
                "mails" => With(clients, mails: blobs.NewContainer(blobOptions)),
                _ => With(clients, capture: blobs.NewContainer(blobOptions)),
            },
            Refused);
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_told_as_such()
    {
        var away = new FakeServiceBusClient(time, TimeSpan.FromMinutes(1)) { Failure = new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy) };

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => CloudBackend.OpenAsync(With(Clients(new FakeHub(time)), serviceBus: away), time, default));

        Assert.Matches("^Service Bus queue [a-z-]+ of tally.servicebus.example cannot be reached: busy", thrown.Message);
    }

    [Fact]
    public async Task An_identity_that_gets_no_token_is_waited_for_and_told_what_it_takes()
    {
        var noToken = new FakeHub(time) { Outage = new CredentialUnavailableException("no") };

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => CloudBackend.OpenAsync(Clients(noToken), time, default));

        Assert.StartsWith("Event hub usage-7 of tally is not asked, for the app cannot sign in: give it a managed identity", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_not_dressed_up_as_a_service() =>
        await Assert.ThrowsAsync<InvalidCastException>(
            () => CloudBackend.OpenAsync(Clients(new FakeHub(time) { Outage = new InvalidCastException("bug") }), time, default));

    private async Task CheckAsync(string what, Func<CloudClients, CloudClients> change, string expected, FakeHub? hub = null)
    {
        var thrown = await Assert.ThrowsAsync<UnusableServiceException>(() => CloudBackend.OpenAsync(change(Clients(hub ?? new FakeHub(time))), time, default));

        Assert.True(thrown.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {thrown.Message}");
        Assert.DoesNotContain('\n', thrown.Message);
    }

    private CloudClients Clients(FakeHub hub) => new()
    {
        Hub = new("tally", "usage-7"),
        Producer = new FakeProducer(hub),
        Consumer = new FakeConsumer(hub),
        ServiceBus = new FakeServiceBusClient(time, TimeSpan.FromMinutes(1)),
        Cosmos = new CosmosWire().Client(),
        Claims = tables.NewTable(),
        Invoices = blobs.NewContainer(),
        Capture = blobs.NewContainer(),
        Mails = blobs.NewContainer(),
    };

    private static CloudClients With(
        CloudClients clients,
        ServiceBusClient? serviceBus = null,
        CosmosWire? cosmos = null,
        TableClient? claims = null,
        BlobContainerClient? invoices = null,
        BlobContainerClient? capture = null,
        BlobContainerClient? mails = null) => new()
        {
            Hub = clients.Hub,
            Producer = clients.Producer,
            Consumer = clients.Consumer,
            ServiceBus = serviceBus ?? clients.ServiceBus,
            Cosmos = cosmos?.Client() ?? clients.Cosmos,
            Claims = claims ?? clients.Claims,
            Invoices = invoices ?? clients.Invoices,
            Capture = capture ?? clients.Capture,
            Mails = mails ?? clients.Mails,
            MailFrom = mails is null ? null : "billing@example.com",
        };
}
