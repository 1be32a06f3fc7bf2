using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Rating;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>
/// The law of prices of whole periods that are paid at once: by every model, in any order, with voids and amendments, through faults and in a log made anew, the wallet
/// is asked for what the period comes to, event by event; and every part of it can be told again.
/// </summary>
public class TallyPropertyTests
{
    private const int Events = 40;
    private static readonly Metric Metric = MetricOf(Aggregation.Sum, "2");

    [Theory]
    [InlineData(1, 40)]
    [InlineData(41, 80)]
    [InlineData(81, 120)]
    public async Task What_is_asked_of_the_wallet_is_what_the_period_comes_to(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            await RunAsync(seed, renewing: false);
        }
    }

    [Fact]
    public async Task Events_of_an_earlier_log_are_corrected_in_a_later_one()
    {
        for (var seed = 201; seed <= 240; seed++)
        {
            await RunAsync(seed, renewing: true);
        }
    }

    private static async Task RunAsync(int seed, bool renewing)
    {
        var random = new Random(seed);
        var drawer = new PriceDrawer(random);
        PriceModel model;
        do
        {
            model = drawer.Any();
        }
        while (model.IsByEvent);

        var pipeline = await Pipeline.CreateAsync(instant: model);
        var border = Noon + Duration.FromMinutes(random.Next(-80, 80));
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { StartedAt = border - Duration.FromDays(31) });
        var sent = await SendAsync(pipeline, random, drawer, renewing ? random.Next(8, 30) : Events);
        await pipeline.MeterAllAsync();

        var (asked, what) = (Asked(model, border, sent), $"seed {seed}: {model}");
        await CheckWalletAsync(pipeline, asked, what);
        for (var i = 0; i < 4; i++)
        {
            var cut = Noon + Duration.FromMinutes(random.Next(-90, 90)) + Duration.FromSeconds(1);
            var covered = renewing ? Events : random.Next(Events + 1);
            Instant[] borders = [border - Duration.FromDays(2), .. new[] { border, cut }.Order(), border + Duration.FromDays(2)];
            List<Period> parts = [.. borders.Zip(borders.Skip(1), (from, to) => new Period(from, to))];
            var read = await pipeline.Reader().ReadAsync(
                Account, Metric, parts, renewing ? null : position => position.Sequence < covered, false, default);
            foreach (var (part, found) in parts.Zip(read))
            {
                var should = asked.Take(covered).Where((one, index) => part.Contains(sent[index].OccurredAt)).Sum();
                var total = found.Total(Aggregation.Sum);
                Assert.True(total.Paid + total.Owed == should, $"{what}: {total.Paid} and {total.Owed} of {should} in {part} of the first {covered}");
            }

            foreach (var period in new[] { parts.Where(part => part.End <= border), parts.Where(part => part.Start >= border) })
            {
                var owed = period.Sum(part => read[parts.IndexOf(part)].Total(Aggregation.Sum).Owed);
                Assert.True(owed >= 0, $"{what}: {owed} are owed of the first {covered}");
            }
        }
    }

    private static async Task<List<UsageEvent>> SendAsync(Pipeline pipeline, Random random, PriceDrawer drawer, int renewAt)
    {
        var faulty = new FaultyStore(pipeline.Store, random, faults: 0.03);
        var sent = new List<UsageEvent>();
        for (var i = 0; i < Events; i++)
        {
            if (i == renewAt)
            {
                await pipeline.MeterAllAsync();
                pipeline.RenewLog(random.Next(1, 4));
            }

            if (random.Next(6) == 0)
            {
                await pipeline.TopUpAsync(random.Next(1, 200), $"{i}");
            }

            sent.Add(Draw(random, drawer, sent, i));
            await pipeline.AppendAsync(sent[^1]);
            if (random.Next(8) == 0)
            {
                await pipeline.MeterSomeAsync(faulty, random);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => pipeline.MeterSomeAsync(faulty, new Random(random.Next()))));
        return sent;
    }

    private static async Task CheckWalletAsync(Pipeline pipeline, List<decimal> asked, string what)
    {
        var wallet = await pipeline.WalletAsync();
        Assert.True(wallet.Funded == wallet.Available + wallet.Held + wallet.Spent, $"{what}: the wallet is out of balance");
        Assert.True(wallet.Spent + wallet.Owed == asked.Sum(), $"{what}: spent {wallet.Spent} and owed {wallet.Owed} of {asked.Sum()}");
        var all = await pipeline.TotalAsync("2");
        Assert.True((wallet.Spent, wallet.Owed) == (all.Paid, all.Owed), $"{what}: spent {wallet.Spent} and owed {wallet.Owed}, in windows {all.Paid} and {all.Owed}");
    }

    /// <summary>What each event is asked for, by the words of the rule alone.</summary>
    private static List<decimal> Asked(PriceModel model, Instant border, List<UsageEvent> sent)
    {
        var (counted, corrected) = (new Dictionary<EventId, UsageEvent>(), new HashSet<EventId>());
        var used = new Dictionary<bool, decimal> { [false] = 0, [true] = 0 };
        var asked = new List<decimal>();
        foreach (var usage in sent)
        {
            var (id, taken) = (EventId.Of(Account, usage.Key), 0m);
            var counts = !counted.ContainsKey(id);
            if (counts && usage.Corrects is { } target)
            {
                counts = counted.TryGetValue(target, out var old) && !old.IsVoid && corrected.Add(target);
                taken = counts ? QuantityOf(old!) : 0;
            }

            if (!counts)
            {
                asked.Add(0);
                continue;
            }

            counted[id] = usage;
            var (period, before) = (usage.OccurredAt >= border, used[usage.OccurredAt >= border]);
            used[period] = before - taken + QuantityOf(usage);
            asked.Add(Total(model, used[period]) - Total(model, before));
        }

        return asked;
    }

    private static decimal Total(PriceModel model, decimal quantity) => Rater.Amount(model, new UsedQuantity(quantity)).Round(9);

    private static decimal QuantityOf(UsageEvent usage) => usage.Measurements.Sum(measurement => measurement.Quantity)
        + (usage.Type is null ? 0 : decimal.Parse(Encoding.UTF8.GetString(usage.Data.Span).Split('"')[3], System.Globalization.CultureInfo.InvariantCulture));

    private static UsageEvent Draw(Random random, PriceDrawer drawer, List<UsageEvent> sent, int i)
    {
        var data = $$"""{"value":"{{drawer.AnyNumber(20)}}"}""";
        var at = Noon + Duration.FromMinutes(random.Next(-90, 90));
        if (sent.Count == 0 || random.Next(3) > 0)
        {
            return random.Next(2) == 0 ? Typed($"k{i}", data, at) : Reported($"k{i}", drawer.AnyNumber(20), at, "2");
        }

        var target = sent[random.Next(sent.Count)];
        var correction = new UsageEvent
        {
            Key = $"k{i}",
            OccurredAt = target.OccurredAt,
            TimestampGiven = true,
            Corrects = EventId.Of(Account, target.Key),
        };
        return random.Next(4) switch
        {
            0 => target,
            1 => correction,
            2 => correction with { Measurements = Reported("", drawer.AnyNumber(20), metric: "2").Measurements },
            _ => correction with { Type = "call", Source = "test", Data = Encoding.UTF8.GetBytes(data) },
        };
    }
}
