using System.Text;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Features;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Features;

/// <summary>Balances that are kept with the entitlements are those that all windows come to.</summary>
public class KeptBalanceTests
{
    private static readonly Id<Metric> Metric = Id<Metric>.Of("1");

    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    public async Task A_check_answers_what_all_windows_come_to_whatever_was_used_granted_voided_or_failed(double faults)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var world = await World.CreateAsync(random, faults);
            for (var step = 0; step < 40; step++)
            {
                await world.StepAsync();
                var (told, computed) = (await world.CheckAsync(), await world.ComputeAsync());
                Assert.True(told == computed, $"seed {seed}, step {step}: told {told}, comes to {computed}");
            }
        }
    }

    [Fact]
    public async Task A_check_after_usage_was_counted_reads_the_customer_and_one_document()
    {
        var world = await World.CreateAsync(new Random(1), faults: 0);
        for (var hour = 0; hour < 100; hour++)
        {
            world.Pipeline.Time.Advance(TimeSpan.FromHours(1));
            await world.ReportAsync(1, Duration.Zero);
        }

        world.Reads.Clear();
        await world.CheckAsync();

        Assert.Equal(["customers", "features"], world.Reads.Select(read => read.Contains("/customers ", StringComparison.Ordinal) ? "customers" : read.Split(' ')[1]));
    }

    [Fact]
    public async Task Usage_of_the_running_day_has_no_more_than_two_days_of_windows_read_again()
    {
        var world = await World.CreateAsync(new Random(2), faults: 0);
        for (var hour = 0; hour < 200; hour++)
        {
            world.Pipeline.Time.Advance(TimeSpan.FromHours(1));
            await world.ReportAsync(1, Duration.Zero);
        }

        world.Reads.Clear();
        await world.ReportAsync(1, Duration.Zero);

        Assert.True(world.Listed <= 50, $"{world.Listed} windows");
        Assert.Equal(world.Used, (await world.CheckAsync()).UsageInPeriod);
    }

    [Fact]
    public async Task Usage_that_is_stamped_ahead_into_the_next_hour_counts_when_that_begins()
    {
        var world = await World.CreateAsync(new Random(4), faults: 0);
        world.Pipeline.Time.Advance(TimeSpan.FromMinutes(58));
        await world.ReportAsync(5, Duration.FromMinutes(4));
        Assert.Equal(0, (await world.CheckAsync()).UsageInPeriod);

        world.Pipeline.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(5, (await world.CheckAsync()).UsageInPeriod);
    }

    [Fact]
    public async Task Where_there_are_several_processes_no_balance_is_kept_until_all_know_of_the_entitlement()
    {
        var world = await World.CreateAsync(new Random(3), faults: 0, cacheTime: Duration.FromSeconds(60));
        await world.ReportAsync(5, Duration.Zero);
        await world.CheckAsync();
        Assert.False(await world.IsKeptAsync());

        world.Pipeline.Time.Advance(TimeSpan.FromSeconds(61));
        await world.CheckAsync();

        Assert.True(await world.IsKeptAsync());
    }

    /// <summary>A pipeline whose customer has a metered entitlement.</summary>
    private sealed class World : DelegatingWorld
    {
        private readonly Random random;
        private readonly Entitlements entitlements;
        private readonly EntitlementGrants grants;
        private readonly QuotaReader reader;
        private readonly Meter meter;
        private readonly Meter sure;
        private Entitlement entitlement = null!;
        private int number;

        private World(Pipeline pipeline, Random random, double faults, Duration cacheTime)
            : base(pipeline)
        {
            this.random = random;
            IDocumentStore store = new FaultyStore(Watched, random, faults);
            var settings = new CatalogSettings(cacheTime);
            var customers = new CustomerDirectory(Watched);
            var clocks = new Clocks(pipeline.Time, new TestClocks(Watched, pipeline.Ids), settings);
            var terms = new AccountTermsReader(Watched, customers);
            var usage = new UsageReader(Watched, new AccountEvents(pipeline.Log, pipeline.Claims, Watched), terms);
            reader = new QuotaReader(Watched, new Metrics(Watched, new Products(Watched)), usage);
            var features = new FeatureCatalog(Watched, new Metrics(Watched, new Products(Watched)));
            entitlements = new Entitlements(Watched, pipeline.Ids, features, customers, clocks, reader, BalancesOver(Watched));
            grants = new EntitlementGrants(Watched, pipeline.Ids, entitlements);
            meter = new Meter(pipeline.Log, pipeline.Claims, store, new AccountTermsReader(store, customers), rejected: null, BalancesOver(store));
            sure = new Meter(pipeline.Log, pipeline.Claims, Watched, terms, rejected: null, BalancesOver(Watched));
            Features = features;

            EntitlementBalances BalancesOver(IDocumentStore over) => new(over, customers, clocks, reader, pipeline.Time, settings);
        }

        /// <summary>What was reported.</summary>
        internal decimal Used { get; private set; }

        private FeatureCatalog Features { get; }

        internal static async Task<World> CreateAsync(Random random, double faults, Duration cacheTime = default)
        {
            var world = new World(await Pipeline.CreateAsync(), random, faults, cacheTime);
            (await world.Features.AddAsync(Tenant, new Feature { Key = "calls", Name = "Calls", Type = FeatureType.Metered, MetricId = Metric, CreatedAt = world.Pipeline.Start }, default)).OrThrow();
            var min = random.Next(3);
            var quota = new Quota(new UsagePeriod(random.Next(3) == 0 ? BillingCadence.Day : BillingCadence.Month, world.Pipeline.Start), random.Next(100))
            {
                PreserveOverageAtReset = random.Next(2) == 0,
                ResetMinRollover = min,
                ResetMaxRollover = random.Next(2) == 0 ? min : 50,
            };
            if (cacheTime > Duration.Zero || faults == 0)
            {
                quota = quota with { UsagePeriod = new UsagePeriod(BillingCadence.Month, world.Pipeline.Start) };
            }

            world.entitlement = (await world.entitlements.AddAsync(Tenant, new NewEntitlement(UsageSample.Customer.ToString(), "calls", null, quota), default)).OrThrow().Entitlement;
            return world;
        }

        internal async Task StepAsync()
        {
            switch (random.Next(10))
            {
                case 0:
                    await grants.AddAsync(Tenant, entitlement.Id, $"g{number++}", new GrantTerms(random.Next(1, 40), null, random.Next(2) == 0 ? null : Now + Duration.FromHours(random.Next(1, 60)), random.Next(3), 10, 0), default);
                    break;
                case 1 when (await grants.PageAsync(Tenant, entitlement.Id, new PageRequest(100), default)).OrThrow().Items is { Count: > 0 } all:
                    await grants.VoidAsync(Tenant, entitlement.Id, all[random.Next(all.Count)].Id, default);
                    break;
                case 2 or 3 or 4:
                    Pipeline.Time.Advance(TimeSpan.FromMinutes(random.Next(1, random.Next(2) == 0 ? 100 : 3000)));
                    break;
                case 5 when number > 0:
                    await ReportAsync(new UsageEvent { Key = $"void {number++}", OccurredAt = Now, TimestampGiven = true, Corrects = EventId.Of(Account, $"e{random.Next(number)}") });
                    break;
                default:
                    await ReportAsync(random.Next(1, 30), random.Next(4) == 0 ? Duration.FromHours(-random.Next(0, 200)) : Duration.FromMinutes(random.Next(-50, 5)));
                    break;
            }
        }

        internal async Task ReportAsync(decimal quantity, Duration ago)
        {
            Used += quantity;
            await ReportAsync(Reported($"e{number++}", quantity, Now + ago));
        }

        internal async Task<QuotaBalance> CheckAsync() =>
            (await entitlements.PageAsync(Tenant, UsageSample.Customer.ToString(), "calls", at: null, new PageRequest(1), default)).OrThrow().Items[0].Balance!;

        internal async Task<QuotaBalance> ComputeAsync() => (await reader.ReadAsync(Account, entitlement, at: null, Now, default)).Balance!;

        internal async Task<bool> IsKeptAsync() =>
            Encoding.UTF8.GetString((await Pipeline.Store.ReadAsync(Account.ToString(), "features", default))!.Body.Span).Contains("\"balance\":", StringComparison.Ordinal);

        private Instant Now => Pipeline.Time.Now;

        private async Task ReportAsync(UsageEvent usage)
        {
            await Pipeline.AppendAsync(usage);
            for (var tries = 0; tries < 20; tries++)
            {
                try
                {
                    await meter.ConsumeAsync(0, await Pipeline.ReadAsync(0, 0), default);
                    return;
                }
                catch (StoreUnavailableException)
                {
                    // Given again, as the log does.
                }
            }

            await sure.ConsumeAsync(0, await Pipeline.ReadAsync(0, 0), default);
        }
    }

    /// <summary>Notes what is read of a pipeline's store.</summary>
    private abstract class DelegatingWorld
    {
        protected DelegatingWorld(Pipeline pipeline)
        {
            Pipeline = pipeline;
            Watched = new NotedReads(pipeline.Store, this);
        }

        internal Pipeline Pipeline { get; }

        internal List<string> Reads { get; } = [];

        internal int Listed { get; private set; }

        protected IDocumentStore Watched { get; }

        private sealed class NotedReads(IDocumentStore inner, DelegatingWorld world) : Contracts.DelegatingDocuments(inner)
        {
            public override ValueTask<StoredDocument?> ReadAsync(string partition, string id, CancellationToken cancellation)
            {
                world.Reads.Add($"{partition} {id}");
                return Inner.ReadAsync(partition, id, cancellation);
            }

            public override async ValueTask<IReadOnlyList<StoredDocument>> ListAsync(DocumentRange range, bool descending, int skip, int take, CancellationToken cancellation)
            {
                var listed = await Inner.ListAsync(range, descending, skip, take, cancellation);
                world.Listed = listed.Count;
                return listed;
            }
        }
    }
}
