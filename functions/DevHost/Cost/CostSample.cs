using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.DevHost.Load;

namespace Tallystick.DevHost.Cost;

/// <summary>
/// Takes a sample of a workload through ingest and metering as they are, over stores that count what they are asked, at the pace of the workload: how much a batch has
/// is what arrives while it waits.
/// </summary>
public sealed class CostSample
{
    /// <summary>The most records that the trigger hands over at once: host.json's maxEventBatchSize.</summary>
    public const int MaxBatchRecords = 1000;

    /// <summary>How long the trigger waits for more records than there are, in seconds: host.json's maxWaitTime.</summary>
    public const double BatchWaitSeconds = 2;

    private const double Zipf = 1.1;
    private const ulong Seed = 20260131;

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 31, 12, 0);
    private static readonly Tenant Tenant = new(Id<Merchant>.Of($"{1:D26}"), Mode.Live);

    private readonly CostProfile profile;
    private readonly SampleClock time = new(Start.ToDateTimeOffset());
    private readonly IDocumentStore store;
    private readonly IIdSource ids;
    private readonly CountingLog log;
    private readonly CountingClaims claims;
    private readonly CountingDocuments atIngest;
    private readonly CountingDocuments atMetering;
    private readonly UsageIngest ingest;
    private readonly Meter meter;
    private readonly Id<Customer>[] customers;
    private readonly (long Next, double Since)[] partitions;
    private double now;
    private long batches;

    private CostSample(CostProfile profile, Func<TimeProvider, (IEventLog Log, IClaimStore Claims, IDocumentStore Documents)> open)
    {
        this.profile = profile;
        var ports = open(time);
        store = ports.Documents;
        log = new CountingLog(ports.Log);
        claims = new CountingClaims(ports.Claims);
        (atIngest, atMetering) = (new CountingDocuments(store), new CountingDocuments(store));
        ids = new TimeOrderedIdSource(time, new Random(0).NextBytes);
        customers = [.. Enumerable.Range(0, profile.Customers).Select(number => Id<Customer>.Of($"{number:D26}"))];
        partitions = [.. Enumerable.Repeat((0L, double.MaxValue), log.PartitionCount)];
        var clocks = new Clocks(time, new TestClocks(atIngest, ids));
        ingest = new UsageIngest(log, CachedReads.ForIngest(atIngest, time), clocks, new HoldService(atIngest, ids), new UsageLimits());
        meter = new Meter(log, claims, atMetering, CachedReads.ForMetering(atMetering, time));
    }

    /// <summary>Counts what a sample asks for.</summary>
    /// <param name="profile">The workload.</param>
    /// <param name="events">How many events the sample has, about.</param>
    /// <param name="open">Opens empty stores by a clock; the log has as many partitions as the profile says.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<SampleCounts> RunAsync(
        CostProfile profile, int events, Func<TimeProvider, (IEventLog Log, IClaimStore Claims, IDocumentStore Documents)> open, CancellationToken cancellation)
    {
        var sample = new CostSample(profile, open);
        await sample.DefineAsync(cancellation);
        var requests = Math.Max(1, events / profile.Batch);
        await sample.SendAsync(requests, cancellation);
        return new SampleCounts(
            (long)requests * profile.Batch,
            requests,
            sample.log.IngressEvents,
            sample.log.Bytes,
            sample.batches,
            sample.claims.Transactions + sample.claims.Reads,
            sample.claims.Rows,
            sample.atIngest.Units,
            sample.atMetering.Units,
            sample.atMetering.BytesCreated);
    }

    private async Task DefineAsync(CancellationToken cancellation)
    {
        var catalog = new Metrics(store, new Products(store));
        for (var number = 0; number < profile.Metrics; number++)
        {
            var metric = new Metric
            {
                Id = Id<Metric>.Of($"{number:D26}"),
                Name = $"Metric {number}",
                Unit = "unit",
                Aggregation = Aggregation.Sum,
                EventType = $"api.metric{number}",
                ValueProperty = PropertyPath.TryParse("$.n", out var path) ? path : null,
                CreatedAt = Start,
                EffectiveAt = Start,
            };
            (await catalog.AddAsync(Tenant, metric, cancellation)).OrThrow();
        }

        var register = new CustomerRegister(store, new TestClocks(store, ids), []);
        foreach (var id in customers)
        {
            (await register.AddAsync(Tenant, new Customer { Id = id, Name = "Customer", CreatedAt = Start }, cancellation)).OrThrow();
        }
    }

    private async Task SendAsync(int requests, CancellationToken cancellation)
    {
        var random = new SeededRandom(Seed);
        var ranks = new ZipfSampler(profile.Customers, Zipf);
        for (var request = 0; request < requests; request++)
        {
            time.Advance(profile.SecondsBetweenRequests);
            now += profile.SecondsBetweenRequests;
            await MeterAsync(all: false, cancellation);
            var one = ranks.Next(random);
            var events = Enumerable.Range(0, profile.Batch).Select(number => Event($"{request}-{number}", profile.Mixed ? ranks.Next(random) : one, random)).ToList();
            foreach (var receipt in await ingest.AcceptAsync(Tenant, events, together: false, cancellation))
            {
                receipt.OrThrow();
            }

            await NoteArrivalsAsync(cancellation);
        }

        await MeterAsync(all: true, cancellation);
    }

    /// <summary>An event of some 120 bytes, as a log's line has it.</summary>
    private UsageSubmission Event(string key, int customer, SeededRandom random)
    {
        var at = time.GetInstant();
        return new UsageSubmission
        {
            Subject = customers[customer].ToString(),
            SubjectField = "subject",
            Timestamp = at,
            Place = null,
            Usage = new UsageEvent
            {
                Key = $"request-{key}",
                OccurredAt = at,
                TimestampGiven = true,
                Type = $"api.metric{random.Next(profile.Metrics)}",
                Source = "/api",
                Data = Encoding.UTF8.GetBytes($$"""{"n":{{random.Next(1, 1000)}}}"""),
            },
        };
    }

    private async Task NoteArrivalsAsync(CancellationToken cancellation)
    {
        for (var partition = 0; partition < partitions.Length; partition++)
        {
            var (next, since) = partitions[partition];
            if (await log.LastSequenceAsync(partition, cancellation) >= next)
            {
                partitions[partition] = (next, Math.Min(since, now));
            }
        }
    }

    /// <summary>Meters partitions whose batch is full, or has waited for its time.</summary>
    private async Task MeterAsync(bool all, CancellationToken cancellation)
    {
        for (var partition = 0; partition < partitions.Length; partition++)
        {
            var (next, since) = partitions[partition];
            var last = await log.LastSequenceAsync(partition, cancellation);
            while (last >= next && (all || now - since >= BatchWaitSeconds || last - next + 1 >= MaxBatchRecords))
            {
                var records = (await log.ReadAsync(partition, next, int.MaxValue, only: null, cancellation)).Records.Take(MaxBatchRecords).ToList();
                await meter.ConsumeAsync(partition, records, cancellation);
                batches++;
                next = records[^1].Sequence + 1;
                since = now;
            }

            partitions[partition] = (next, last < next ? double.MaxValue : since);
        }
    }
}
