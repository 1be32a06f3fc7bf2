using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.DevHost.Cost;
using Tallystick.Tests.Benchmarks.Ingest;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Benchmarks.Operations;

/// <summary>Ingest and metering as the hosts have them, over adapters in memory that count what they are asked for.</summary>
internal sealed class CountedPipeline
{
    private const int Seed = 20260131;
    private readonly ManualTime time = new();
    private readonly MemoryDocumentStore store = new();
    private readonly Tenant tenant = new(Id<Merchant>.Of($"{1:D26}"), Mode.Live);
    private readonly Id<Customer>[] customers;
    private readonly Instant definedAt;
    private readonly MemoryEventLog log;
    private readonly IIdSource ids;

    private CountedPipeline(int partitions, int customers)
    {
        definedAt = time.Now;

        // So that the twenty minutes of the workload are of one hour, as they mostly are.
        time.Advance(TimeSpan.FromMinutes(30));
        ids = new TimeOrderedIdSource(time, new Random(Seed).NextBytes);
        log = new MemoryEventLog(time, partitions);
        Log = new CountingLog(log);
        Claims = new CountingClaims(new MemoryClaimStore(time));
        (AtIngest, AtMetering) = (new CountingDocuments(store), new CountingDocuments(store));
        this.customers = [.. Enumerable.Range(0, customers).Select(number => Id<Customer>.Of($"{number:D26}"))];
    }

    internal CountingLog Log { get; }

    internal CountingClaims Claims { get; }

    /// <summary>The documents that ingest asks for.</summary>
    internal CountingDocuments AtIngest { get; }

    /// <summary>The documents that metering asks for.</summary>
    internal CountingDocuments AtMetering { get; }

    /// <summary>Sends events and meters them; only these are counted, not what makes the merchant's definitions.</summary>
    internal static async Task<CountedPipeline> RunAsync(OperationsOptions options, WorkloadOptions workload)
    {
        var pipeline = new CountedPipeline(options.Partitions, workload.Customers);
        await pipeline.DefineAsync(workload.Metrics);
        var requests = new Workload(workload, pipeline.time.GetUtcNow().UtcDateTime).Batches("event", options.Events);
        await pipeline.SendAsync(requests);
        await pipeline.MeterAsync(options.MeterBatch);
        var unlike = requests.SelectMany(request => request).DistinctBy(item => item.Key).Count();
        return pipeline.Claims.Rows == unlike
            ? pipeline
            : throw new InvalidOperationException($"{pipeline.Claims.Rows} events were counted, not {unlike}.");
    }

    private async Task DefineAsync(int metrics)
    {
        var catalog = new Metrics(store, new Products(store));
        for (var i = 0; i < metrics; i++)
        {
            (await catalog.AddAsync(tenant, MetricOf(i), default)).OrThrow();
        }

        var register = new CustomerRegister(store, new TestClocks(store, ids), []);
        foreach (var id in customers)
        {
            (await register.AddAsync(tenant, new Customer { Id = id, Name = $"Customer {id.Suffix}", CreatedAt = definedAt }, default)).OrThrow();
        }
    }

    private Metric MetricOf(int number) => new()
    {
        Id = Id<Metric>.Of($"{number:D26}"),
        Name = $"Metric {number}",
        Unit = "unit",
        Aggregation = Aggregation.Sum,
        EventType = EventBodies.TypeOf(number),
        ValueProperty = PropertyPath.TryParse("$.n", out var path) ? path : null,
        CreatedAt = definedAt,
        EffectiveAt = definedAt,
    };

    private async Task SendAsync(SampleEvent[][] requests)
    {
        var clocks = new Clocks(time, new TestClocks(AtIngest, ids));
        var ingest = new UsageIngest(Log, new CustomerDirectory(AtIngest), clocks, new HoldService(AtIngest, ids), new UsageLimits());
        foreach (var request in requests)
        {
            foreach (var receipt in await ingest.AcceptAsync(tenant, Array.ConvertAll(request, SubmissionOf), together: false, default))
            {
                receipt.OrThrow();
            }
        }
    }

    private UsageSubmission SubmissionOf(SampleEvent item)
    {
        var at = Instant.FromDateTimeUtc(item.OccurredAt);
        return new UsageSubmission
        {
            Subject = customers[item.Customer].ToString(),
            SubjectField = "subject",
            Timestamp = at,
            Place = null,
            Usage = new UsageEvent
            {
                Key = item.Key,
                OccurredAt = at,
                TimestampGiven = true,
                Type = EventBodies.TypeOf(item.Metric),
                Source = EventBodies.Source,
                Data = Encoding.UTF8.GetBytes($$"""{"n":{{item.Quantity}}}"""),
            },
        };
    }

    private async Task MeterAsync(int batch)
    {
        var meter = new Meter(Log, Claims, AtMetering, new AccountTermsReader(AtMetering, new CustomerDirectory(AtMetering)));
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            // A trigger is handed the records: reading them is not the pipeline's.
            var all = await log.ReadAsync(partition, 0, int.MaxValue, only: null, default);
            foreach (var records in all.Records.Chunk(batch))
            {
                await meter.ConsumeAsync(partition, records, default);
            }
        }
    }
}
