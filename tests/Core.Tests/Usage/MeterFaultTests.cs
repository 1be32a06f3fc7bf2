using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>
/// The law of metering: whatever fails, is delivered twice, late, or to two consumers at a time, each key counts once and the wallet pays once.
/// An oracle that knows only what was sent says what must come out.
/// </summary>
public class MeterFaultTests
{
    private const int Consumers = 3;

    [Theory]
    [InlineData(1, 40)]
    [InlineData(41, 80)]
    [InlineData(81, 120)]
    public async Task Every_key_counts_once_whatever_fails(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            await RunAsync(seed);
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(random.Next(1, 20));
        var sent = new List<UsageEvent>();
        for (var i = 0; i < 60; i++)
        {
            var usage = random.Next(4) == 0 && sent.Count > 0
                ? sent[random.Next(sent.Count)]
                : Reported($"k{i}", random.Next(1, 5), Noon + Duration.FromMinutes(random.Next(-600, 600)), metric: random.Next(1, 3).ToString());
            sent.Add(usage);
            await pipeline.AppendAsync(usage);
        }

        var faulty = new FaultyStore(pipeline.Store, random, faults: 0.05);
        await Task.WhenAll(Enumerable.Range(0, Consumers).Select(consumer => ConsumeAsync(pipeline, faulty, new Random((seed * Consumers) + consumer))));
        await pipeline.MeterAllAsync();

        var unique = sent.DistinctBy(usage => usage.Key).ToList();
        foreach (var metric in new[] { "1", "2" })
        {
            var expected = unique.Where(usage => usage.Measurements[0].Metric.Suffix == metric).ToList();
            var total = await pipeline.TotalAsync(metric);
            Assert.True(
                (expected.Count, expected.Sum(usage => usage.Measurements[0].Quantity)) == (total.Events, total.Value), $"seed {seed}: metric {metric}");
        }

        var cost = unique.Where(usage => usage.Measurements[0].Metric.Suffix == "2").Sum(usage => usage.Measurements[0].Quantity * Pipeline.InstantPrice);
        var wallet = await pipeline.WalletAsync();
        Assert.True(wallet.Funded == wallet.Available + wallet.Held + wallet.Spent && wallet.Available >= 0, $"seed {seed}: the wallet is out of balance");
        Assert.True(wallet.Spent + wallet.Owed == cost, $"seed {seed}: spent {wallet.Spent} and owed {wallet.Owed} of {cost}");
        Assert.True(wallet.Spent == Math.Min(cost, wallet.Funded), $"seed {seed}: spent {wallet.Spent} of {wallet.Funded}");
        await CheckFatesAsync(pipeline, sent, seed);
    }

    /// <summary>A consumer that is given random stretches of the log, old and new, and tries some again when the store fails.</summary>
    private static async Task ConsumeAsync(Pipeline pipeline, IDocumentStore store, Random random)
    {
        var meter = pipeline.MeterOver(store);
        for (var i = 0; i < 12; i++)
        {
            var from = random.Next(60);
            var records = (await pipeline.ReadAsync(0, from)).Take(random.Next(1, 20)).ToList();
            try
            {
                await meter.ConsumeAsync(0, records, default);
            }
            catch (StoreUnavailableException)
            {
                // As a crash at that point: what was done stays, what was not is left to whoever comes next.
            }
        }
    }

    private static async Task CheckFatesAsync(Pipeline pipeline, List<UsageEvent> sent, int seed)
    {
        foreach (var deliveries in sent.GroupBy(usage => usage.Key))
        {
            var fate = await pipeline.Fates().FindAsync(Tenant, DeliveryOf(deliveries.First()).Event, default);
            Assert.True(fate!.Status == EventStatus.Counted, $"seed {seed}: {deliveries.Key} is {fate.Status}");
            Assert.True(fate.Others.Count == deliveries.Count() - 1, $"seed {seed}: {deliveries.Key} has {fate.Others.Count} other deliveries");
        }

        var unique = sent.DistinctBy(usage => usage.Key).Count();
        var hour = Assert.Single(await new FateCounts(pipeline.Log, pipeline.Store).ReadAsync(Tenant, pipeline.Lately, default));
        var expected = new HourFates(UsageWindow.HourOf(pipeline.Time.Now), 0, unique, sent.Count - unique, 0, 0);
        Assert.True(hour == expected, $"seed {seed}: {hour} instead of {expected}");
    }
}
