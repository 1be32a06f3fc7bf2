using Azure.Data.Tables;
using Tallystick.Cloud.Cosmos;
using Tallystick.Cloud.EventHubs;
using Tallystick.Cloud.Tables;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.DevHost.Cost;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;
using Tallystick.Tests.Cloud.Tests.EventHubs;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;
using Xunit.Abstractions;

namespace Tallystick.Tests.Cloud.Tests.Cost;

/// <summary><c>tally cost</c> counts at the ports what the services would be asked; the adapters count what they do ask.</summary>
public sealed class CostModelTests(AzuriteTables tables, AzuriteBlobs blobs, ITestOutputHelper output) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>
{
    private const double Tolerance = 0.01;

    private readonly FaultPolicy requests = new();

    [Theory]
    [InlineData(1000, false, 1, 8000)] // records of 63 KB
    [InlineData(100, true, 1, 2000)]
    [InlineData(100, false, 60, 4000)] // windows of several KB
    [InlineData(1, false, 1, 300)]
    public async Task What_is_counted_at_the_ports_is_what_the_adapters_ask_for(int batch, bool mixed, int metrics, int events)
    {
        var profile = new CostProfile { Events = 300_000_000, Customers = 50, Batch = batch, Mixed = mixed, Metrics = metrics, Partitions = 4 };
        CountingLog log = null!;
        CountingDocuments documents = null!;
        var model = await CostSample.RunAsync(
            profile,
            events,
            time => (log = new CountingLog(new MemoryEventLog(time, profile.Partitions)), new MemoryClaimStore(time), documents = new CountingDocuments(new MemoryDocumentStore())),
            default);

        using var asked = new MeterSums();
        await CostSample.RunAsync(profile, events, time => Open(time, profile.Partitions), default);

        output.WriteLine($"{documents.Units} RU counted at the port, {asked[CosmosMetrics.RequestCharge]} asked for.");
        Assert.Equal(
            (log.Records, log.Bytes, model.IngressEvents, model.TableOperations),
            ((long)asked["tally.log.records"], (long)asked["tally.log.bytes"], (long)asked["tally.log.billed"], requests.Requests));
        Assert.InRange(documents.Units / asked[CosmosMetrics.RequestCharge], 1 - Tolerance, 1 + Tolerance);
    }

    [Theory]
    [InlineData(LogEntry.PackedSize)]
    [InlineData(65_300)]
    [InlineData(65_500)] // with its account's name more than 64 KB
    [InlineData(65_536)]
    public async Task Records_are_billed_as_the_adapter_says(int payload)
    {
        var hub = new FakeHub(TimeProvider.System);
        using var adapter = await EventHubLog.OpenAsync(new HubName("tally", "usage-0"), new FakeProducer(hub), new FakeConsumer(hub), blobs.NewContainer(), default);
        var model = new CountingLog(new MemoryEventLog(TimeProvider.System));
        using var asked = new MeterSums();

        await adapter.AppendAsync([Samples.Entry(1, new string('a', payload))], default);
        await model.AppendAsync([Samples.Entry(1, new string('a', payload))], default);

        Assert.Equal(asked["tally.log.billed"], model.IngressEvents);
    }

    /// <summary>How many of a batch's claims are another's already.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(50)]
    [InlineData(250)]
    public async Task Claims_that_are_taken_cost_what_the_model_says(int taken)
    {
        var store = new TableClaimStore(tables.NewTable(requests.Through(new TableClientOptions(), clientRetries: 0)));
        var model = new CountingClaims(new MemoryClaimStore());
        var first = Enumerable.Range(0, taken).Select(identity => Samples.Claim(identity * 7, sequence: 1)).ToList();
        await store.ClaimAsync(first, default);
        await model.ClaimAsync(first, default);
        var (asked, counted) = (requests.Requests, model.Transactions + model.Reads);
        var claims = Enumerable.Range(0, 250).Select(identity => Samples.Claim(identity * 7, sequence: 2)).ToList();

        await store.ClaimAsync(claims, default);
        await model.ClaimAsync(claims, default);

        Assert.Equal(model.Transactions + model.Reads - counted, requests.Requests - asked);
    }

    private (IEventLog Log, IClaimStore Claims, IDocumentStore Documents) Open(TimeProvider time, int partitions) => OpenAsync(time, partitions).GetAwaiter().GetResult();

    private async Task<(IEventLog, IClaimStore, IDocumentStore)> OpenAsync(TimeProvider time, int partitions)
    {
        var hub = new FakeHub(time, partitions);
        var log = await EventHubLog.OpenAsync(new HubName("tally", "usage-0"), new FakeProducer(hub), new FakeConsumer(hub), blobs.NewContainer(), default);
        return (log, new UnaskedClaims(new TableClaimStore(tables.NewTable(requests.Through(new TableClientOptions(), clientRetries: 0)))), await new CosmosWire().OpenAsync());
    }
}
