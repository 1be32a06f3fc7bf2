using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Core.Tests.Usage;

public class TallyTests
{
    private static readonly PriceModel Tiers = new GraduatedPrice([new(10, 1), new(null, 0.5m)]);
    private static readonly PriceModel Cheaper = new VolumePrice([new(10, 7), new(null, 6)]);

    [Fact]
    public async Task A_phase_begins_tiers_anew_and_what_is_late_counts_where_it_occurred()
    {
        var pipeline = await Pipeline.CreateAsync(instant: Tiers);
        var border = Noon + Duration.FromMinutes(30);
        await pipeline.ChangeSubscriptionAsync(subscription => subscription with { Changes = [PhaseOf(subscription, border, pipeline.Start)] });

        Assert.Equal(8, await AskedAsync(pipeline, Reported("1", 8, border - Duration.FromMinutes(1), "2")));
        Assert.Equal(8, await AskedAsync(pipeline, Reported("2", 8, border, "2")));
        Assert.Equal(3, await AskedAsync(pipeline, Reported("late", 4, Noon, "2")));
        Assert.Equal(3, await AskedAsync(pipeline, Reported("4", 4, border, "2")));

        var parts = await pipeline.Reader().ReadAsync(
            Account, MetricOf(Aggregation.Sum, "2"), [new Period(Noon, border), new Period(border, border + Duration.FromHours(1))], null, false, default);
        Assert.Equal([11, 11], parts.Select(part => part.Total(Aggregation.Sum).Owed));
    }

    [Fact]
    public async Task What_a_period_gives_back_is_taken_off_what_is_owed_first_and_goes_to_the_balance_then()
    {
        var pipeline = await Pipeline.CreateAsync(instant: Cheaper);
        await pipeline.TopUpAsync(68);

        await AskedAsync(pipeline, Reported("1", 10, Noon, "2"));
        Assert.Equal((68m, 2m, 0m), await WalletAsync(pipeline));
        await AskedAsync(pipeline, Reported("2", 1, Noon + Duration.FromHours(1), "2"));
        Assert.Equal((66m, 0m, 2m), await WalletAsync(pipeline));
        Assert.Equal((66m, 0m), await pipeline.TotalAsync("2") is var total ? (total.Paid, total.Owed) : default);
    }

    [Fact]
    public async Task Of_one_batch_that_takes_and_gives_back_the_wallet_is_never_below_zero_between()
    {
        var pipeline = await Pipeline.CreateAsync(instant: Cheaper);
        await pipeline.TopUpAsync(70);

        await AskedAsync(pipeline, Reported("1", 10, Noon, "2"), Reported("2", 1, Noon, "2"), Reported("3", 0.5m, Noon, "2"));

        Assert.Equal((69m, 0m, 1m), await WalletAsync(pipeline));
        var journal = await pipeline.Store.ListAsync(DocumentRange.WithPrefix(Account.ToString(), "jrn:"), descending: false, 0, 100, default);
        Assert.Equal(2, journal.Count);
    }

    [Fact]
    public async Task Prices_of_single_events_have_no_tally()
    {
        var pipeline = await Pipeline.CreateAsync();

        await AskedAsync(pipeline, Reported("1", 10, Noon, "2"));

        Assert.Empty(await pipeline.Store.ListAsync(DocumentRange.WithPrefix(Account.ToString(), "tally:"), descending: false, 0, 100, default));
    }

    private static SubscriptionPhase PhaseOf(Subscription subscription, Instant from, Instant recordedAt) => new()
    {
        PlanId = subscription.PlanId,
        PlanVersionId = subscription.PlanVersionId,
        MetricIds = subscription.MetricIds,
        From = from,
        RecordedAt = recordedAt,
    };

    private static async Task<decimal> AskedAsync(Pipeline pipeline, params UsageEvent[] events)
    {
        var before = await pipeline.Store.ReadAsync(Account.ToString(), "wallet", default) is null ? default : await WalletAsync(pipeline);
        await pipeline.AppendAsync(events);
        await pipeline.MeterAllAsync();
        var after = await WalletAsync(pipeline);
        return after.Spent + after.Owed - before.Spent - before.Owed;
    }

    private static async Task<(decimal Spent, decimal Owed, decimal Available)> WalletAsync(Pipeline pipeline)
    {
        var wallet = await pipeline.WalletAsync();
        return (wallet.Spent, wallet.Owed, wallet.Available);
    }
}
