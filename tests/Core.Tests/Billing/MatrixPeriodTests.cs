using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Usage;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Billing;

public class MatrixPeriodTests
{
    private static readonly Metric Grouped = MetricOf(Aggregation.Sum) with
    {
        GroupBy = new Dictionary<string, PropertyPath> { ["g"] = PropertyPath.TryParse("$.g", out var path) ? path : throw new InvalidOperationException() },
    };

    [Fact]
    public async Task Groups_that_a_window_has_no_room_for_are_billed_at_their_own_prices()
    {
        const int Last = UsageWindow.MaxGroups + 9;
        var matrix = new MatrixPrice(["g"], [Cell("1", 10), Cell($"{Last}", 1000)], 1);
        var pipeline = await Pipeline.CreateAsync(arrears: matrix, metric: Grouped);
        await pipeline.AppendAsync([.. Enumerable.Range(0, Last + 1).Select(i => Typed($"k{i}", $$"""{"value":2,"g":"{{i}}"}"""))]);
        await pipeline.MeterAllAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(32));
        Assert.True(await pipeline.Closer().CloseAsync(new DuePeriod(Tenant, pipeline.Subscription, 0, "due:0"), default));

        var window = (await pipeline.Store.ReadAsync<UsageWindow>(Account.ToString(), UsageWindow.IdOf(UsageWindow.HourOf(Noon), 0, 0), default))!;
        Assert.True(window.Value.Folds.HasOthers(Grouped.Id.ToString()));
        var line = (await pipeline.Invoices().PageAsync(Tenant, new InvoiceFilter(), new PageRequest(1), default)).Items[0].Lines[0];
        Assert.Equal(
            [("g=1", 2m, 20m), ($"g={Last}", 2m, 2000m), ("other", 2m * (Last - 1), 2m * (Last - 1))], line.Details!.Select(part => (part.Label, part.Quantity, part.Amount)));
        Assert.Equal(2020 + (2 * (Last - 1)), line.TotalPrice);
    }

    [Fact]
    public async Task A_wallet_pays_for_an_event_at_the_price_of_its_group()
    {
        var pipeline = await Pipeline.CreateAsync(instant: new MatrixPrice(["g"], [Cell("", 3)], 1));
        await pipeline.TopUpAsync(10);
        await pipeline.AppendAsync(Reported("a", 2, metric: "2"));
        await pipeline.MeterAllAsync();

        var wallet = await pipeline.WalletAsync();
        Assert.Equal((6m, 0m), (wallet.Spent, wallet.Owed));
    }

    private static MatrixCell Cell(string value, decimal unitPrice) => new(new Dictionary<string, string> { ["g"] = value }, unitPrice);
}
