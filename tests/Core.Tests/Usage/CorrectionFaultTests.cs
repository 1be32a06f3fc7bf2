using System.Text;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>
/// The law of corrections: whatever is sent twice, voided, amended, amended again, or corrected that may not be, in any batches and through faults,
/// windows and wallet say what a plain fold of the events says that should count.
/// </summary>
public class CorrectionFaultTests
{
    private static readonly Aggregation[] All = Enum.GetValues<Aggregation>();
    private static readonly Period Whole = new(Noon - Duration.FromDays(2), Noon + Duration.FromDays(2));

    [Theory]
    [InlineData(1, 25)]
    [InlineData(26, 50)]
    [InlineData(51, 75)]
    public async Task The_ledger_equals_a_fold_of_what_should_count(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            await RunAsync(seed, renewing: false);
        }
    }

    [Fact]
    public async Task Events_of_an_earlier_log_are_corrected_in_a_later_one()
    {
        for (var seed = 101; seed <= 130; seed++)
        {
            await RunAsync(seed, renewing: true);
        }
    }

    private static async Task RunAsync(int seed, bool renewing)
    {
        var random = new Random(seed);
        var pipeline = await Pipeline.CreateAsync();
        await AddMetricsAsync(pipeline);
        await pipeline.TopUpAsync(random.Next(1, 30));
        var sent = new List<UsageEvent>();
        var faulty = new FaultyStore(pipeline.Store, random, faults: 0.03);
        var until = renewing ? random.Next(10, 40) : 50;
        for (var i = 0; i < 50; i++)
        {
            if (i == until)
            {
                await pipeline.MeterAllAsync();
                pipeline.RenewLog(random.Next(1, 4));
            }

            var usage = Draw(random, sent, i);
            sent.Add(usage);
            await pipeline.AppendAsync(usage);
            if (random.Next(10) == 0)
            {
                await pipeline.MeterSomeAsync(faulty, random);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => pipeline.MeterSomeAsync(faulty, new Random(random.Next()))));
        await pipeline.MeterAllAsync();
        await CheckAsync(pipeline, sent, seed);
        var wallet = await pipeline.WalletAsync();
        var cost = CorrectionModel.Of(sent).Effective.Sum(ValueOf) * Pipeline.InstantPrice;
        Assert.True(wallet.Funded == wallet.Available + wallet.Held + wallet.Spent, $"seed {seed}: the wallet is out of balance");
        Assert.True(wallet.Spent + wallet.Owed == cost, $"seed {seed}: spent {wallet.Spent} and owed {wallet.Owed} of {cost}");
        var border = Noon + Duration.FromMinutes(random.Next(-90, 90)) + Duration.FromSeconds(1);
        var parts = await pipeline.Reader().ReadAsync(
            Account, MetricOf(Aggregation.Sum, "2"), [new(Whole.Start, border), new(border, Whole.End)], null, false, default);
        Assert.True(wallet.Spent == parts.Sum(part => part.Total(Aggregation.Sum).Paid), $"seed {seed}: what was paid, parted at {border}");
        Assert.True(wallet.Owed == parts.Sum(part => part.Total(Aggregation.Sum).Owed), $"seed {seed}: what is owed, parted at {border}");
    }

    private static UsageEvent Draw(Random random, List<UsageEvent> sent, int i)
    {
        var data = $$"""{"value":{{random.Next(1, 9)}},"g":"{{random.Next(3)}}"}""";
        if (sent.Count == 0 || random.Next(3) > 0)
        {
            return Typed($"k{i}", data, Noon + Duration.FromMinutes(random.Next(-90, 90)));
        }

        var target = sent[random.Next(sent.Count)];
        var correction = new UsageEvent
        {
            Key = $"k{i}",
            OccurredAt = target.OccurredAt,
            TimestampGiven = true,
            Corrects = EventId.Of(Account, target.Key),
        };
        return random.Next(3) switch
        {
            0 => target,
            1 => correction,
            _ => correction with { Type = "call", Source = "test", Data = Encoding.UTF8.GetBytes(data) },
        };
    }

    private static async Task CheckAsync(Pipeline pipeline, List<UsageEvent> sent, int seed)
    {
        var random = new Random(seed);
        var border = Noon + Duration.FromMinutes(random.Next(-100, 100)) + Duration.FromSeconds(1);
        Period[] parts = [new(Whole.Start, border), new(border, Whole.End)];
        for (var i = 0; i < All.Length; i++)
        {
            var metric = MetricFor(All[i]);
            var whole = (await pipeline.Reader().ReadAsync(Account, metric, [Whole], null, false, default))[0];
            var parted = await pipeline.Reader().ReadAsync(Account, metric, parts, null, false, default);
            var effective = CorrectionModel.Of(sent).Effective;
            Check(whole, effective, Whole, metric, $"seed {seed}: {All[i]}");
            Check(parted[0], effective, parts[0], metric, $"seed {seed}: {All[i]} before {border}");
            Check(parted[1], effective, parts[1], metric, $"seed {seed}: {All[i]} from {border}");
            Assert.True(
                whole.Total(All[i]).Hash == parted[0].Total(All[i]).Hash + parted[1].Total(All[i]).Hash, $"seed {seed}: {All[i]}: the hashes differ");

            await TenantAnswers.CheckAsync(pipeline, metric, parts, $"seed {seed}: {All[i]}, parted at {border}");
            if (pipeline.Log.Number == 0)
            {
                var covered = random.Next(sent.Count);
                var before = (await pipeline.Reader().ReadAsync(Account, metric, [Whole], position => position.Sequence < covered, false, default))[0];
                Check(before, CorrectionModel.Of(sent.Take(covered)).Effective, Whole, metric, $"seed {seed}: {All[i]} of the first {covered}");
            }
        }
    }

    private static void Check(Bucketed read, IReadOnlyList<UsageEvent> effective, Period period, Metric metric, string what)
    {
        var inPeriod = effective.Where(usage => period.Contains(usage.OccurredAt)).ToList();
        var total = read.Total(metric.Aggregation);
        Assert.True(inPeriod.Count == total.Events, $"{what}: {total.Events} events of {inPeriod.Count}");
        Assert.True(Naive(metric.Aggregation, inPeriod) == total.Quantity(metric.Aggregation), $"{what}: {total.Quantity(metric.Aggregation)}");
        foreach (var group in inPeriod.GroupBy(GroupOf))
        {
            var found = read.Groups[GroupKey.Of([group.Key])];
            Assert.True(Naive(metric.Aggregation, [.. group]) == found.Quantity(metric.Aggregation), $"{what}, group {group.Key}");
        }
    }

    private static decimal Naive(Aggregation aggregation, List<UsageEvent> events)
    {
        var values = events.Select(ValueOf).ToList();
        return events.Count == 0 ? 0 : aggregation switch
        {
            Aggregation.Sum or Aggregation.Count => values.Sum(),
            Aggregation.Avg => Exact.Round(values.Sum() / values.Count, Exact.MaxScale),
            Aggregation.Min => values.Min(),
            Aggregation.Max => values.Max(),
            Aggregation.UniqueCount => values.Distinct().Count(),

            // The model keeps the order of the log.
            _ => ValueOf(events.OrderBy(usage => usage.OccurredAt).Last()),
        };
    }

    private static decimal ValueOf(UsageEvent usage) => Member(usage, "value").GetDecimal();

    private static string GroupOf(UsageEvent usage) => Member(usage, "g").GetString()!;

    private static JsonElement Member(UsageEvent usage, string name)
    {
        using var document = JsonDocument.Parse(usage.Data);
        return document.RootElement.GetProperty(name).Clone();
    }

    private static Metric MetricFor(Aggregation aggregation) =>
        MetricOf(aggregation, $"a{(int)aggregation}") with
        {
            GroupBy = new Dictionary<string, PropertyPath> { ["g"] = PropertyPath.TryParse("$.g", out var path) ? path : throw new InvalidOperationException() },
        };

    private static async Task AddMetricsAsync(Pipeline pipeline)
    {
        var writes = All.Select(MetricFor).Select(metric => DocumentWrite.Create(metric.Id.ToString(), metric.ToBody()));
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [.. writes], default));
    }
}
