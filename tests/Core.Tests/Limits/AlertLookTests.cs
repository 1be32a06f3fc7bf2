using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Limits;

public class AlertLookTests
{
    [Fact]
    public async Task A_crossing_is_told_once_and_never_missed_whatever_fails()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var pipeline = await Pipeline.CreateAsync();
            var world = new World(pipeline, pipeline.Store);
            await world.AddAsync(AlertKind.UsageThreshold, 5);
            await world.ForgetAsync();
            await pipeline.AppendAsync(Reported("1", 3), Reported("2", 3));
            var faulty = new World(pipeline, new FaultyStore(pipeline.Store, new Random(seed), 0.1));

            await TillDoneAsync(faulty.MeterAsync);
            await TillDoneAsync(faulty.SweepAsync);
            await TillDoneAsync(faulty.SweepAsync);

            Assert.True((await world.AlertsAsync()).Count == 1, $"seed {seed}: {(await world.AlertsAsync()).Count} alerts");
        }
    }

    [Fact]
    public async Task Sweeps_at_once_tell_a_crossing_once_in_a_list_and_in_the_outbox()
    {
        for (var round = 0; round < 20; round++)
        {
            var pipeline = await Pipeline.CreateAsync();
            var world = new World(pipeline, pipeline.Store);
            await world.ListenAsync();
            await world.AddAsync(AlertKind.UsageThreshold, 5);
            await pipeline.AppendAsync(Reported("1", 6));
            await world.MeterAsync();

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(world.SweepAsync)));

            var alert = Assert.Single(await world.AlertsAsync());
            var fact = Assert.Single(await world.FactsAsync());
            Assert.Equal((FactTypes.AlertUsageThreshold, alert), (fact.Type, fact.Alert));
        }
    }

    [Fact]
    public async Task Accounts_that_nothing_concerns_are_not_noted_and_those_that_were_seen_are_forgotten()
    {
        var pipeline = await Pipeline.CreateAsync();
        var world = new World(pipeline, pipeline.Store);
        await pipeline.AppendAsync(Reported("1", 6));
        await world.MeterAsync();
        Assert.Equal(0, await world.WatchedAsync());
        await world.AddAsync(AlertKind.UsageThreshold, 5);
        await world.SweepAsync();
        Assert.Equal(1, await world.WatchedAsync());

        pipeline.Time.Advance(TimeSpan.FromMinutes(3));
        await world.SweepAsync();

        Assert.Equal(0, await world.WatchedAsync());
        await pipeline.AppendAsync(Reported("2", 6));
        await world.MeterAsync();
        Assert.Equal(1, await world.WatchedAsync());
    }

    [Fact]
    public async Task Each_fall_of_a_balance_is_told_once_whatever_fails()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var pipeline = await Pipeline.CreateAsync();
            await pipeline.TopUpAsync(10);
            var world = new World(pipeline, pipeline.Store);
            await world.AddAsync(AlertKind.WalletLowBalance, 5);
            var faulty = new World(pipeline, new FaultyStore(pipeline.Store, new Random(seed), 0.1));
            for (var fall = 1; fall <= 3; fall++)
            {
                await pipeline.AppendAsync(Reported($"{fall}", 40, metric: "2"));
                await world.MeterAsync();
                await TillDoneAsync(faulty.SweepAsync);
                await pipeline.TopUpAsync(10, $"again{fall}");
                await TillDoneAsync(faulty.SweepAsync);
            }

            Assert.True((await world.AlertsAsync()).Count == 3, $"seed {seed}: {(await world.AlertsAsync()).Count} alerts");
        }
    }

    private static async Task TillDoneAsync(Func<Task> act)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                await act();
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Yield();
            }
        }

        Assert.Fail("A hundred attempts failed.");
    }

    private sealed class World
    {
        private readonly Pipeline pipeline;
        private readonly IDocumentStore store;
        private readonly AlertRules rules;
        private readonly AlertSweeper sweeper;
        private readonly Meter meter;

        internal World(Pipeline pipeline, IDocumentStore store)
        {
            (this.pipeline, this.store) = (pipeline, store);
            var (customers, clocks) = (new CustomerDirectory(store), pipeline.ClocksOver(store));
            var terms = new AccountTermsReader(store, customers);
            var usage = new UsageReader(store, new AccountEvents(pipeline.Log, pipeline.Claims, store), terms);
            var reader = new MeasureReader(store, customers, clocks, usage);
            var settings = new CatalogSettings(Duration.Zero);
            var products = new Products(store);
            var metrics = new Metrics(store, products);
            var plans = new Plans(store, pipeline.Ids, products, new Prices(store, metrics), settings);
            rules = new AlertRules(store, pipeline.Ids, clocks, new MeasureRules(customers, metrics, plans, terms, new WalletService(store)));
            sweeper = new AlertSweeper(store, new AlertLooks(store, clocks, rules, new CapGuard(store, reader), reader));
            meter = new Meter(pipeline.Log, pipeline.Claims, store, terms, rejected: null, new UsageWatch(store, pipeline.Time, settings));
        }

        internal async Task AddAsync(AlertKind kind, decimal threshold)
        {
            var isUsage = kind == AlertKind.UsageThreshold;
            var measure = new NewMeasure(
                UsageSample.Customer.ToString(),
                null,
                isUsage ? Id<Metric>.Of("1") : null,
                isUsage ? MeasureKind.Quantity : MeasureKind.Balance,
                null,
                isUsage ? MeasureWindow.Month : null);
            (await rules.AddAsync(UsageSample.Tenant, new NewAlertRule(kind, measure, threshold, null, null), default)).OrThrow();
        }

        internal async Task ListenAsync() => Assert.True(await store.CommitAsync(
            $"{UsageSample.Tenant}/billing", [DocumentWrite.Create("outbox-head", new { sequence = 0, endpoints = 1 }.ToBody())], default));

        internal async Task MeterAsync() => await meter.ConsumeAsync(0, await pipeline.ReadAsync(0, 0), default);

        internal Task SweepAsync() => sweeper.SweepAsync(pipeline.Time.Now, default);

        /// <summary>As if the definition had been looked at long ago.</summary>
        internal async Task ForgetAsync()
        {
            pipeline.Time.Advance(TimeSpan.FromMinutes(3));
            await SweepAsync();
            Assert.Equal(0, await WatchedAsync());
        }

        internal ValueTask<long> WatchedAsync() => store.CountAsync(DocumentRange.WithPrefix("watched-accounts", "org_"), default);

        internal async Task<IReadOnlyList<Alert>> AlertsAsync() =>
            (await new AlertBook(store).PageAsync(UsageSample.Tenant, null, new PageRequest(100, 0), default)).Items;

        internal ValueTask<IReadOnlyList<BillingFact>> FactsAsync() =>
            store.ListAllAsync<BillingFact>(DocumentRange.WithPrefix($"{UsageSample.Tenant}/billing", "outbox:"), default);
    }
}
