using System.Text;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

/// <summary>Prices that come with the events.</summary>
public class EventPriceTests
{
    private static readonly DynamicPrice Bounds = new(1, 5);
    private static readonly Period Whole = new(Noon - Duration.FromDays(2), Noon + Duration.FromDays(2));

    [Theory]
    [InlineData("1", null, "PRICE_MISSING")]
    [InlineData("1", "0.999999999", "PRICE_OUT_OF_BOUNDS")]
    [InlineData("1", "5.000000001", "PRICE_OUT_OF_BOUNDS")]
    [InlineData("999999999999999", "5", "AMOUNT_TOO_LARGE")]
    [InlineData("1", "1", null)]
    [InlineData("1", "5", null)]
    public async Task An_event_whose_price_cannot_be_charged_is_rejected_and_kept(string quantity, string? price, string? code)
    {
        var pipeline = await Pipeline.CreateAsync(arrears: Bounds);
        var usage = Reported("a", decimal.Parse(quantity), price: price is null ? null : decimal.Parse(price));
        await pipeline.AppendAsync(usage);
        await pipeline.MeterAllAsync();

        var id = EventId.Of(Account, "a");
        Assert.Equal(code, (await pipeline.Fates().FindAsync(Tenant, id, default))!.Rejection?.Code);
        if (code is not null)
        {
            Assert.False((await pipeline.Replay.ReplayAsync(Tenant, id, pipeline.Time.Now, default)).TryGet(out _, out var refused));
            Assert.Equal(code, refused!.Code);
        }
    }

    [Theory]
    [InlineData("999999999999999", "999999999999999", "AMOUNT_TOO_LARGE")]
    [InlineData("100000000000000", "999999999999999", "AMOUNT_TOO_LARGE")]
    [InlineData("1", "999999999999999", null)]
    [InlineData("1000000", "1000000000", "AMOUNT_TOO_LARGE")]
    [InlineData("1000000", "999999999", null)]
    public async Task Bug_an_event_that_no_wallet_could_pay_ended_metering_for_all(string price, string quantity, string? code)
    {
        var pipeline = await Pipeline.CreateAsync(instant: new StandardPrice(decimal.Parse(price)));
        await pipeline.AppendAsync(Reported("a", decimal.Parse(quantity), metric: "2"), Reported("b", decimal.Parse(quantity), metric: "2"), Reported("c", 1, metric: "1"));
        await pipeline.MeterAllAsync();

        Assert.Equal(code, (await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, "a"), default))!.Rejection?.Code);
        Assert.Null((await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, "c"), default))!.Rejection);
    }

    [Fact]
    public async Task A_rejected_price_counts_when_it_is_replayed_under_terms_that_allow_it()
    {
        var pipeline = await Pipeline.CreateAsync(arrears: Bounds);
        await pipeline.AppendAsync(Reported("a", 2, price: 7));
        await pipeline.MeterAllAsync();
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { PlanVersionId = Id<PlanVersion>.Of("w") });
        var version = (await pipeline.Store.ReadAsync<PlanVersion>($"{Tenant}/catalog", "pver_v", default))!.Value;
        var wider = version with { Id = Id<PlanVersion>.Of("w"), Prices = [version.Prices[0] with { Model = new DynamicPrice(1, 10) }] };
        Assert.True(await pipeline.Store.CommitAsync($"{Tenant}/catalog", [DocumentWrite.Create(wider.Id.ToString(), wider.ToBody())], default));

        (await pipeline.Replay.ReplayAsync(Tenant, EventId.Of(Account, "a"), pipeline.Time.Now, default)).OrThrow();
        await pipeline.MeterAllAsync();

        Assert.Equal("14", (await pipeline.TotalAsync("1")).Cost.ToString());
    }

    [Fact]
    public async Task Windows_of_other_prices_do_not_have_what_came_with_the_events()
    {
        var pipeline = await Pipeline.CreateAsync(instant: Bounds);
        await pipeline.AppendAsync(Reported("a", 2, price: 3), Reported("b", 2, metric: "2", price: 3));
        await pipeline.MeterAllAsync();

        var window = await pipeline.Store.ReadAsync(Account.ToString(), UsageWindow.IdOf(UsageWindow.HourOf(Noon), 0, 0), default);
        Assert.Single(Encoding.UTF8.GetString(window!.Body.Span).Split("\"cost\":\"6\"").Skip(1));
    }

    [Fact]
    public async Task The_invoice_has_what_the_events_cost_and_the_next_one_what_came_late()
    {
        var pipeline = await Pipeline.CreateAsync(arrears: Bounds);
        await pipeline.AppendAsync(Reported("a", 0.5m, price: 1.000000001m), Reported("b", 2, price: 3.333333333m));
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 0, days: 32);
        await pipeline.AppendAsync(
            Reported("c", 1, price: 4.5m), new UsageEvent { Key = "d", OccurredAt = Noon, TimestampGiven = true, Corrects = EventId.Of(Account, "b") });
        await pipeline.MeterAllAsync();
        await CloseAsync(pipeline, 1, days: 28);

        var invoices = (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(100), default)).Items;
        var (first, late) = (invoices[1].Lines[0], invoices[0].Lines[^1]);
        Assert.Equal((2.5m, 7.17m, 2.866666667m), (first.Quantity, first.TotalPrice, first.UnitPrice)); // 0.5000000005 + 6.666666666
        Assert.Equal((-1m, -2.17m), (late.Quantity, late.TotalPrice)); // 5.0000000005 less 7.1666666665
        Assert.Equal([("with what came late", 1.5m, 5.000000000m), ("billed before", -2.5m, -7.166666666m)], late.Details!.Select(part => (part.Label, part.Quantity, part.Amount)));
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(41, 80)]
    public async Task Windows_wallet_and_single_events_agree_to_the_last_digit(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            await RunAsync(seed);
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var pipeline = await Pipeline.CreateAsync(random.Next(1, 3), arrears: Bounds, instant: Bounds);
        await pipeline.TopUpAsync(random.Next(1, 100));
        var sent = new List<UsageEvent>();
        for (var i = 0; i < 40; i++)
        {
            sent.Add(Draw(random, sent, i));
            await pipeline.AppendAsync(sent[^1]);
            if (random.Next(8) == 0)
            {
                await pipeline.MeterAllAsync();
            }
        }

        await pipeline.MeterAllAsync();
        var counted = CorrectionModel.Of(sent.Where(usage => usage.IsVoid || usage.Measurements[0].Price is >= 1 and <= 5)).Effective;
        var border = Noon + Duration.FromMinutes(random.Next(-100, 100)) + Duration.FromSeconds(1);
        foreach (var metric in new[] { "1", "2" })
        {
            var whole = (await ReadAsync(pipeline, metric, Whole))[0];
            var parts = await ReadAsync(pipeline, metric, new(Whole.Start, border), new(border, Whole.End));
            Assert.True(CostOf(counted, metric, Whole) == whole.Cost, $"seed {seed}: metric {metric} costs {whole.Cost}");
            Assert.True(CostOf(counted, metric, new(Whole.Start, border)) == parts[0].Cost, $"seed {seed}: metric {metric} before {border} costs {parts[0].Cost}");
            Assert.True(parts[0].Cost + parts[1].Cost == whole.Cost, $"seed {seed}: the parts of metric {metric} cost {parts[0].Cost} and {parts[1].Cost}");
        }

        var wallet = await pipeline.WalletAsync();
        var asked = counted.Select(usage => usage.Measurements[0]).Where(one => one.Metric == Id<Metric>.Of("2")).Sum(one => Exact.Multiply(one.Quantity, one.Price!.Value, 9));
        Assert.True(wallet.Spent + wallet.Owed == asked, $"seed {seed}: spent {wallet.Spent} and owed {wallet.Owed} of {asked}");
    }

    private static UsageEvent Draw(Random random, List<UsageEvent> sent, int i)
    {
        decimal? price = random.Next(6) == 0 ? null : random.NextInt64(900_000_000, 5_100_000_000) / 1_000_000_000m;
        var fresh = Reported($"k{i}", random.NextInt64(1, 3_000_000_000) / 1_000_000_000m, Noon + Duration.FromMinutes(random.Next(-90, 90)), $"{random.Next(1, 3)}", price: price);
        if (sent.Count == 0 || random.Next(3) > 0)
        {
            return fresh;
        }

        var target = sent[random.Next(sent.Count)];
        var correction = fresh with { OccurredAt = target.OccurredAt, Corrects = EventId.Of(Account, target.Key) };
        return random.Next(3) switch { 0 => target, 1 => correction with { Measurements = [] }, _ => correction };
    }

    private static ExactAmount CostOf(IEnumerable<UsageEvent> counted, string metric, Period period) => counted
        .Where(usage => period.Contains(usage.OccurredAt)).Select(usage => usage.Measurements[0]).Where(one => one.Metric == Id<Metric>.Of(metric))
        .Aggregate(default(ExactAmount), (sum, one) => sum + ExactAmount.Product(one.Quantity, one.Price!.Value));

    private static async Task<IReadOnlyList<Aggregate>> ReadAsync(Pipeline pipeline, string metric, params Period[] periods) =>
        [.. (await pipeline.Reader().ReadAsync(Account, MetricOf(Aggregation.Sum, metric), periods, null, false, default)).Select(read => read.Total(Aggregation.Sum))];

    private static async Task CloseAsync(Pipeline pipeline, int index, int days)
    {
        pipeline.Time.Advance(TimeSpan.FromDays(days));
        Assert.True(await pipeline.Closer().CloseAsync(new DuePeriod(Tenant, pipeline.Subscription, index, $"due:{index}"), default));
    }
}
