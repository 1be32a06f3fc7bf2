using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Usage;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class MeterUsageTests : IAsyncLifetime
{
    private readonly MemoryBackend backend = new();
    private TriggerHost host = null!;
    private Merchant merchant = null!;

    public async Task InitializeAsync()
    {
        host = await TriggerHost.StartAsync(backend);
        merchant = await Merchant.OpenAsync(host);

        // Definitions are in force when every process knows them.
        backend.Time.Advance(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        merchant.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_counted_and_once_however_often_it_is_delivered()
    {
        var id = await merchant.ReportAsync("a");
        Assert.Equal("accepted", await merchant.FateOfAsync(id));
        var (partition, records) = await backend.RecordsAsync();

        for (var delivery = 0; delivery < 2; delivery++)
        {
            await MeterAsync(partition, records);
            Assert.Equal("counted", await merchant.FateOfAsync(id));
        }
    }

    [Fact]
    public async Task An_event_that_cannot_be_counted_is_rejected_and_holds_up_nothing()
    {
        var poison = await merchant.ReportAsync("a", ofMetric: "bm_unknown");
        var good = await merchant.ReportAsync("b");
        var (partition, records) = await backend.RecordsAsync();

        await MeterAsync(partition, records);

        Assert.Equal(("rejected", "counted"), (await merchant.FateOfAsync(poison), await merchant.FateOfAsync(good)));
    }

    [Fact]
    public async Task A_record_that_something_else_wrote_is_noted_and_holds_up_nothing()
    {
        await merchant.ReportAsync("a");
        var id = await merchant.ReportAsync("b");
        var (partition, records) = await backend.RecordsAsync();

        await host.Create<MeterUsage>().RunAsync([TestRecords.Stranger(records[0]), TestRecords.ToEvent(records[1])], BatchContext.Of(partition), default);

        Assert.Equal("counted", await merchant.FateOfAsync(id));
        using var operators = host.Client(TriggerHost.OperatorKey);
        Assert.Contains("It names no account.", await operators.GetStringAsync("/v0/log/unreadable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_the_trigger_passed_over_are_read_from_the_log()
    {
        var ids = new[] { await merchant.ReportAsync("a"), await merchant.ReportAsync("b"), await merchant.ReportAsync("c") };
        var (partition, records) = await backend.RecordsAsync();

        await MeterAsync(partition, [records[^1]]);

        Assert.All(ids, id => Assert.Equal("counted", merchant.FateOfAsync(id).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_store_that_cannot_answer_fails_the_batch_so_that_the_host_tries_it_again()
    {
        var id = await merchant.ReportAsync("a");
        var (partition, records) = await backend.RecordsAsync();
        backend.Documents.BeforeCommit = () => throw new StoreUnavailableException("Away.");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => MeterAsync(partition, records));
        backend.Documents.BeforeCommit = null;

        await MeterAsync(partition, records);

        Assert.Equal("counted", await merchant.FateOfAsync(id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_batch_whose_time_runs_out_half_done_is_counted_once_when_it_comes_again(int commits)
    {
        var ids = new[] { await merchant.ReportAsync("a"), await merchant.ReportAsync("b") };
        var (partition, records) = await backend.RecordsAsync();
        using var timeout = new CancellationTokenSource();
        var made = 0;
        backend.Documents.BeforeCommit = () =>
        {
            if (Interlocked.Increment(ref made) == commits)
            {
                timeout.Cancel();
                timeout.Token.ThrowIfCancellationRequested();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeterAsync(partition, records, timeout.Token));
        backend.Documents.BeforeCommit = null;

        await MeterAsync(partition, records);

        Assert.All(ids, id => Assert.Equal("counted", merchant.FateOfAsync(id).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task What_no_trigger_comes_for_is_metered_by_the_timer_the_second_time_it_stands_still()
    {
        var id = await merchant.ReportAsync("a");
        var timer = host.Create<CatchUpMetering>();

        await timer.RunAsync(new TimerInfo(), default);
        Assert.Equal("accepted", await merchant.FateOfAsync(id));

        await timer.RunAsync(new TimerInfo(), default);
        Assert.Equal("counted", await merchant.FateOfAsync(id));
    }

    [Theory]
    [InlineData("PartitionContext", "{}")]
    [InlineData("PartitionContext", """{"PartitionId":"first"}""")]
    [InlineData("Offset", "0")]
    public async Task A_batch_of_no_known_partition_is_metered_by_nobody(string name, string value)
    {
        var context = new BatchContext(new Dictionary<string, object?> { [name] = value });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Create<MeterUsage>().RunAsync([], context, default));
    }

    private Task MeterAsync(int partition, IReadOnlyList<LogRecord> records, CancellationToken cancellation = default) =>
        host.Create<MeterUsage>().RunAsync([.. records.Select(TestRecords.ToEvent)], BatchContext.Of(partition), cancellation);
}
