using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IEventLog"/> promises.</summary>
public abstract partial class EventLogContract
{
    [Fact]
    public async Task Enqueued_time_never_falls_even_when_the_clock_does()
    {
        foreach (var step in new[] { 0, 5, -10, 3, 20 })
        {
            Time.Advance(step * Tick);
            await Log.AppendAsync([Samples.Entry(1, "x")], default);
        }

        var start = Instant.FromUtc(2026, 1, 1, 0, 0);
        var times = (await Drain(Log.PartitionOf(Samples.Account(1)))).Select(record => (record.EnqueuedAt - start) / Duration.FromTimeSpan(Tick));
        Assert.Equal([0, 5, 5, 5, 18], times);
    }

    [Fact]
    public async Task Enqueued_time_is_whole_however_often_it_is_read()
    {
        Time.Advance((3 * Tick) + (Tick / 2));
        await Log.AppendAsync([Samples.Entry(1, "x")], default);

        var expected = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromTimeSpan(3 * Tick);
        Assert.Equal(expected, Assert.Single(await DrainAll()).EnqueuedAt);
        Assert.Equal(expected, Assert.Single(await DrainAll()).EnqueuedAt);
    }

    [Fact]
    public async Task A_wait_ends_when_the_record_is_there_and_not_before()
    {
        var partition = Log.PartitionOf(Samples.Account(1));
        var wait = Log.WaitForAsync(partition, 1, default);
        await Log.AppendAsync([Samples.Entry(1, "0")], default);
        Assert.False(wait.IsCompleted);

        await Log.AppendAsync([Samples.Entry(1, "1")], default);

        await wait;
        await Log.WaitForAsync(partition, 0, default);
        Assert.Equal(1, await Log.LastSequenceAsync(partition, default));
    }

    [Fact]
    public async Task Records_that_are_old_are_purged_from_the_beginning_and_reads_go_on_with_those_that_are_left()
    {
        for (var i = 0; i < 20; i++)
        {
            await Log.AppendAsync([Samples.Entry(1, new string('x', 200))], default);
        }

        var partition = Log.PartitionOf(Samples.Account(1));
        Assert.Equal(0, await Log.PurgeAsync(partition, Instant.FromUtc(2000, 1, 1, 0, 0), 19, default));
        var (purged, some) = (0L, 1L);
        while (some > 0)
        {
            some = await Log.PurgeAsync(partition, Instant.FromUtc(2100, 1, 1, 0, 0), through: 14, default);
            purged += some;
        }

        Assert.InRange(purged, 0, 15);
        Assert.Equal(purged, await Log.FirstSequenceAsync(partition, default));
        Assert.Equal(19, await Log.LastSequenceAsync(partition, default));
        var slice = await Log.ReadAsync(partition, 0, int.MaxValue, only: null, default);
        Assert.Equal(Enumerable.Range((int)purged, 20 - (int)purged), slice.Records.Select(record => (int)record.Sequence));
        await Log.AppendAsync([Samples.Entry(1, "more")], default);
        Assert.Equal(20, await Log.LastSequenceAsync(partition, default));
    }

    [Fact]
    public async Task A_wait_ends_when_its_caller_goes_away()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = Log.WaitForAsync(0, 0, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task An_append_that_has_begun_does_not_stop_because_its_caller_goes_away()
    {
        using var cancellation = new CancellationTokenSource();
        var append = Log.AppendAsync([Samples.Entry(1, "x")], cancellation.Token);

        await cancellation.CancelAsync();

        await append;
        Assert.Single(await DrainAll());
    }
}
