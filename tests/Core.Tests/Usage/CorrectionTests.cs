using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Usage;

public class CorrectionTests
{
    private static UsageEvent Void(string key, string? own = null, Instant? at = null) => new()
    {
        Key = own ?? $"void {key}",
        OccurredAt = at ?? Noon,
        TimestampGiven = true,
        Corrects = EventId.Of(Account, key),
    };

    private static UsageEvent Amend(string key, decimal quantity, string metric = "1") =>
        Reported($"amend {key}", quantity, metric: metric) with { Corrects = EventId.Of(Account, key) };

    private static async Task<Pipeline> MeteredAsync(params UsageEvent[] events)
    {
        var pipeline = await Pipeline.CreateAsync();
        foreach (var usage in events)
        {
            await pipeline.AppendAsync(usage);
        }

        await pipeline.MeterAllAsync();
        return pipeline;
    }

    private static async Task<(EventStatus, string?)> FateAsync(Pipeline pipeline, string key)
    {
        var fate = await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, key), default);
        return (fate!.Status, fate.Rejection?.Code);
    }

    [Fact]
    public async Task A_void_takes_the_event_out_and_is_an_event_of_its_own()
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Reported("b", 5), Void("a"));

        var total = await pipeline.TotalAsync("1");
        Assert.Equal((1L, 5m), (total.Events, total.Value));
        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "void a"));
        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "a"));
    }

    [Fact]
    public async Task A_correction_that_is_sent_again_is_a_duplicate()
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Void("a"), Void("a"));

        var fate = await pipeline.Fates().FindAsync(Tenant, EventId.Of(Account, "void a"), default);
        Assert.Equal(OutcomeKind.Duplicate, Assert.Single(fate!.Others).Kind);
        Assert.Equal(0m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task An_event_is_corrected_once_and_its_amendment_may_be_corrected_again()
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Amend("a", 4), Void("a"), Amend("amend a", 7));

        Assert.Equal((EventStatus.Rejected, "CORRECTED_ALREADY"), await FateAsync(pipeline, "void a"));
        Assert.Equal(7m, (await pipeline.TotalAsync("1")).Value);
    }

    [Theory]
    [InlineData("nothing", "EVENT_NOT_COUNTED")]
    [InlineData("later", "EVENT_NOT_COUNTED")]
    [InlineData("void a", "EVENT_IS_VOID")]
    public async Task What_does_not_count_before_it_cannot_be_corrected(string key, string code)
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Void("a"), Void(key, own: "c"), Reported("later", 1));

        Assert.Equal((EventStatus.Rejected, code), await FateAsync(pipeline, "c"));
    }

    [Fact]
    public async Task A_correction_cannot_move_an_event_to_another_time()
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Void("a", at: Noon + Duration.FromDays(40)));

        Assert.Equal((EventStatus.Rejected, "CORRECTION_MOVES_EVENT"), await FateAsync(pipeline, "void a"));
        Assert.Equal(3m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task A_rejected_correction_owns_nothing_and_can_be_replayed()
    {
        var pipeline = await MeteredAsync(Void("a"), Reported("a", 3), Void("a"));

        Assert.Equal((EventStatus.Counted, null), await FateAsync(pipeline, "void a"));
        Assert.Equal(0m, (await pipeline.TotalAsync("1")).Value);
    }

    [Fact]
    public async Task The_wallet_gets_back_what_it_paid_and_pays_what_is_missing()
    {
        var pipeline = await Pipeline.CreateAsync();
        await pipeline.TopUpAsync(3);
        await pipeline.AppendAsync(Reported("a", 8, metric: "2"), Reported("b", 2, metric: "2"), Amend("a", 4, "2"), Amend("b", 6, "2"));
        await pipeline.MeterAllAsync();

        var wallet = await pipeline.WalletAsync();
        Assert.Equal((0.5m, 2.5m, 0m), (wallet.Available, wallet.Spent, wallet.Owed));
        var kinds = (await pipeline.Store.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(Account.ToString(), "jrn"), default)).Select(entry => entry.Kind);
        Assert.Equal([JournalKind.TopUp, JournalKind.Debit, JournalKind.UsageRefund, JournalKind.Debit], kinds);
    }

    [Fact]
    public async Task Of_an_account_with_neither_wallet_nor_currency_a_correction_takes_no_payment_that_nobody_made()
    {
        var pipeline = await Pipeline.CreateAsync();
        var read = await pipeline.Store.ReadAsync(Account.ToString(), AccountSubscriptions.DocumentId, default);
        await pipeline.Store.CommitAsync(Account.ToString(), [DocumentWrite.Delete(read!.Id, read.ETag)], default);
        Measurement[] Priced(decimal quantity) => [new Measurement(MetricOf(Aggregation.Sum).Id, quantity, Price: 2)];
        var (a, b) = (Reported("a", 3, hold: "com_unknown") with { Measurements = Priced(3) }, Reported("b", 5, hold: "com_unknown") with { Measurements = Priced(5) });
        await pipeline.AppendAsync(a, b, Void("a"), Reported("amend b", 1, hold: "com_unknown") with { Measurements = Priced(1), Corrects = EventId.Of(Account, "b") });
        await pipeline.MeterAllAsync();

        var total = await pipeline.TotalAsync("1");
        Assert.Equal((1m, 0m, 0m), (total.Value, total.Paid, total.Owed));
        Assert.Null(await new WalletService(pipeline.Store).GetAsync(Account, default));
    }

    [Fact]
    public async Task What_was_owed_is_owed_no_longer()
    {
        var pipeline = await MeteredAsync(Reported("a", 8, metric: "2"));
        await pipeline.TopUpAsync(1);
        await pipeline.AppendAsync(Void("a"));
        await pipeline.MeterAllAsync();

        var wallet = await pipeline.WalletAsync();
        Assert.Equal((1m, 0m, 0m), (wallet.Available, wallet.Spent, wallet.Owed));
    }

    [Fact]
    public async Task The_hash_holds_what_was_corrected_and_the_corrections()
    {
        var pipeline = await MeteredAsync(Reported("a", 3), Amend("a", 4));
        var (original, amendment) = (ProofKey.Empty.HashOf(DeliveryOf(Reported("a", 3))), ProofKey.Empty.HashOf(DeliveryOf(Amend("a", 4))));

        // Once with what it takes away, and once with what it adds.
        Assert.Equal(original + amendment + amendment, (await pipeline.TotalAsync("1")).Hash);
    }
}
