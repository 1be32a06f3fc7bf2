using System.Globalization;
using System.Numerics;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Tests.Core.Tests.Usage.Kit;

namespace Tallystick.Tests.Core.Tests.Rating;

/// <summary>Laws of all price models, over random prices and usage.</summary>
public class RatingPropertyTests
{
    private static readonly Metric Metric = UsageSample.MetricOf(Aggregation.Sum);

    [Fact]
    public void Rated_from_windows_is_rated_event_by_event_to_the_last_digit()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (model, events) = Draw(seed);
            var amount = Rater.Amount(model, FromWindows(model, events, new Random(seed)));

            Assert.True(EventByEvent.Cost(model, events) == Units(amount), $"seed {seed}: {model} comes to {amount}");
        }
    }

    [Fact]
    public void What_single_events_cost_at_once_adds_up_to_what_all_cost()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (model, events) = Draw(seed);
            if (model.IsByEvent)
            {
                var added = events.Aggregate(default(ExactAmount), (sum, one) => sum + ExactAmount.Product(one.Value, model.PriceOf(GroupKey.Of([one.Group]), one.Price)!.Value));

                Assert.True(added == Rater.Amount(model, FromWindows(model, events, new Random(seed))), $"seed {seed}: {model} comes to {added} by events");
            }
        }
    }

    [Fact]
    public void A_hold_is_never_less_than_what_the_quantity_adds()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (model, events) = Draw(seed);
            var (before, after) = (FromWindows(model, events[..^1], new Random(seed)), FromWindows(model, events, new Random(seed)));
            var added = Rater.Amount(model, after) - Rater.Amount(model, before);

            Assert.True(added <= model.MostAdded(events[^1].Value), $"seed {seed}: {model} holds {model.MostAdded(events[^1].Value)} for {added}");
            if (model is not (VolumePrice or LinearVolumePrice))
            {
                // These price what was used before anew.
                Assert.True(added <= model.AtMost(events[^1].Value), $"seed {seed}: {model} holds {model.AtMost(events[^1].Value)} for {added}");
            }
        }
    }

    [Fact]
    public void Details_add_up_to_the_line()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (model, events) = Draw(seed);
            var used = FromWindows(model, events, new Random(seed));
            var details = Rater.Details(model, used);
            var amount = Rater.Amount(model, used);

            // Each is told to nine digits.
            var rest = Math.Abs((amount - details.Sum(part => part.Amount)).Round(20));
            Assert.True(model.UniformPrice is not null || rest <= details.Count * 0.0000000005m, $"seed {seed}: {model} comes to {amount}, and its parts to {details.Sum(part => part.Amount)}");
        }
    }

    private static (PriceModel Model, (decimal Value, string Group, decimal Price)[] Events) Draw(int seed)
    {
        var random = new Random(seed);
        var drawer = new PriceDrawer(random);
        var model = drawer.Any();
        Assert.Empty(model.Errors(""));
        return (model, [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (drawer.AnyNumber(20), PriceDrawer.Groups[random.Next(3)], drawer.AnyNumber(10)))]);
    }

    /// <summary>The usage as closing has it: folded into windows of some hours, a batch at a time, written and read back, and added up in any order.</summary>
    private static UsedQuantity FromWindows(PriceModel model, IReadOnlyList<(decimal Value, string Group, decimal Price)> events, Random random)
    {
        var windows = new Dictionary<Instant, UsageWindow>();
        foreach (var (index, (value, group, price)) in events.Index())
        {
            var usage = UsageSample.Reported($"{index}", value, UsageSample.Noon + Duration.FromHours(random.Next(3)), price: price);
            var reading = new Reading(Metric, GroupKey.Of([group]), value, UnitPrice: price) { IsPricedByEvent = model is DynamicPrice };
            var counted = new CountedUsage(UsageSample.DeliveryOf(usage, index), [new ChargedReading(reading)], default);
            var folded = UsageWindow.Fold(windows.GetValueOrDefault(counted.Hour), counted.Hour, [counted]);
            windows[counted.Hour] = JsonSerializer.Deserialize<UsageWindow>(folded.ToBody().Span, DocumentJson.Options)!;
        }

        var groups = windows.Values.SelectMany(window => window.Folds).OrderBy(_ => random.Next()).GroupBy(fold => fold.Group)
            .ToDictionary(group => GroupKey.Parse(group.Key), group => Sum(group.Select(fold => fold.Aggregate)));
        var total = Sum(groups.Values);
        return new UsedQuantity(total.Value) { Groups = groups.ToDictionary(group => group.Key, group => group.Value.Value), Cost = total.Cost };
    }

    private static Aggregate Sum(IEnumerable<Aggregate> folds) => folds.Aggregate(default(Aggregate), (left, right) => Aggregate.Merge(Aggregation.Sum, left, right));

    private static BigInteger Units(ExactAmount amount)
    {
        var parts = amount.ToString().Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length == 1 ? "" : parts[1]).PadRight(27, '0'), CultureInfo.InvariantCulture);
    }
}
