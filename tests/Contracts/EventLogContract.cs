using System.Globalization;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IEventLog"/> promises.</summary>
public abstract partial class EventLogContract
{
    private const int Everything = int.MaxValue;

    /// <summary>An empty log of two or more partitions, by <see cref="Time"/>.</summary>
    protected abstract IEventLog Log { get; }

    /// <summary>What enqueued times are whole numbers of: a millisecond or a second.</summary>
    protected virtual TimeSpan Tick => TimeSpan.FromMilliseconds(1);

    /// <summary>The log's clock.</summary>
    protected ManualTime Time { get; } = new();

    [Fact]
    public async Task A_record_is_read_as_it_was_appended()
    {
        await Log.AppendAsync([Samples.Entry(1, "payload")], default);

        var partition = Log.PartitionOf(Samples.Account(1));
        var record = Assert.Single(await Drain(partition));
        Assert.Equal((partition, 0), (record.Partition, record.Sequence));
        Assert.Equal(Samples.Account(1), record.Account);
        Assert.Equal("payload", Samples.Text(record.Payload));
        Assert.Equal(Time.Now, record.EnqueuedAt);
    }

    [Fact]
    public async Task An_account_of_nobody_yet_is_kept_as_it_is()
    {
        var account = AccountId.External(Samples.Account(1).Tenant, "über/uns #1");
        await Log.AppendAsync([new LogEntry(account, Samples.Bytes("1"))], default);

        Assert.Equal(account, Assert.Single(await Drain(Log.PartitionOf(account))).Account);
    }

    [Fact]
    public async Task An_empty_partition_ends_at_minus_one_and_reads_as_nothing()
    {
        Assert.Equal(-1, await Log.LastSequenceAsync(0, default));
        var slice = await Log.ReadAsync(0, 0, Everything, null, default);
        Assert.Empty(slice.Records);
        Assert.Equal(0, slice.Next);
    }

    [Fact]
    public async Task An_append_of_nothing_is_made() => await Log.AppendAsync([], default);

    [Fact]
    public async Task Sequence_numbers_have_no_gaps_and_an_account_stays_in_its_partition_in_order()
    {
        const int Accounts = 10;
        const int Rounds = 30;
        for (var round = 0; round < Rounds; round++)
        {
            await Log.AppendAsync([.. Enumerable.Range(0, Accounts).SelectMany(account => Numbered(account, 2 * round, 2))], default);
        }

        var records = await DrainAll();
        Assert.Equal(Accounts * Rounds * 2, records.Count);
        Assert.All(records, record => Assert.Equal(Log.PartitionOf(record.Account), record.Partition));
        AssertNumbered(records, Accounts, Rounds * 2);
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_keep_the_order_of_each()
    {
        const int Callers = 64;
        const int Rounds = 10;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await Log.AppendAsync(Numbered(caller, 3 * round, 3), default);
                Assert.True(await Log.LastSequenceAsync(Log.PartitionOf(Samples.Account(caller)), default) >= (3 * round) + 2);
            }
        })));

        var records = await DrainAll();
        Assert.Equal(Callers * Rounds * 3, records.Count);
        AssertNumbered(records, Callers, Rounds * 3);
    }

    [Fact]
    public async Task Reading_begins_anywhere()
    {
        const int Count = 500;
        await Log.AppendAsync(Numbered(1, 0, Count), default);
        var partition = Log.PartitionOf(Samples.Account(1));

        for (var from = 0; from < Count; from += 37)
        {
            var slice = await Log.ReadAsync(partition, from, 1, null, default);
            Assert.Equal(from, Assert.Single(slice.Records).Sequence);
            Assert.Equal($"{from}", Samples.Text(slice.Records[0].Payload));
            Assert.Equal(from + 1, slice.Next);
        }

        Assert.Equal(Count, (await Log.ReadAsync(partition, Count, Everything, null, default)).Next);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(95, 10)]
    [InlineData(int.MaxValue, 20)]
    public async Task A_read_stops_at_about_its_bytes_but_gives_at_least_one_record(int maxBytes, int records)
    {
        await Log.AppendAsync([.. Enumerable.Repeat(Samples.Entry(1, "0123456789"), 20)], default);

        var slice = await Log.ReadAsync(Log.PartitionOf(Samples.Account(1)), 0, maxBytes, null, default);

        Assert.InRange(slice.Records.Count, Math.Max(1, records - 1), records);
        Assert.Equal(slice.Records.Count, slice.Next);
    }

    [Fact]
    public async Task A_read_for_one_account_passes_over_the_others()
    {
        const int Accounts = 8;
        for (var round = 0; round < 50; round++)
        {
            await Log.AppendAsync([.. Enumerable.Range(0, Accounts).SelectMany(account => Numbered(account, round, 1))], default);
        }

        for (var account = 0; account < Accounts; account++)
        {
            var partition = Log.PartitionOf(Samples.Account(account));
            var records = await Drain(partition, 16, Samples.Account(account));
            Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), records.Select(record => Samples.Text(record.Payload)));
        }

        var stranger = Samples.Account(999);
        Assert.Empty(await Drain(Log.PartitionOf(stranger), Everything, stranger));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(LogEntry.PackedSize)]
    [InlineData(LogEntry.MaxPayload)]
    public async Task Payloads_of_all_sizes_are_kept(int size)
    {
        var payload = new byte[size];
        new Random(size).NextBytes(payload);

        await Log.AppendAsync([new(Samples.Account(1), payload), Samples.Entry(1, "x"), new(Samples.Account(1), payload)], default);

        var records = await Drain(Log.PartitionOf(Samples.Account(1)));
        Assert.Equal(3, records.Count);
        Assert.True(payload.AsSpan().SequenceEqual(records[0].Payload.Span));
        Assert.True(payload.AsSpan().SequenceEqual(records[2].Payload.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LogEntry.MaxPayload + 1)]
    public async Task A_payload_out_of_bounds_is_refused_and_nothing_is_appended(int size)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Log.AppendAsync([Samples.Entry(1, "x"), new LogEntry(Samples.Account(1), new byte[size])], default));

        Assert.Empty(await DrainAll());
    }

    [Fact]
    public async Task The_caller_may_reuse_its_buffer_and_a_record_never_changes()
    {
        var buffer = Samples.Bytes("one").ToArray();
        await Log.AppendAsync([new LogEntry(Samples.Account(1), buffer)], default);
        var partition = Log.PartitionOf(Samples.Account(1));
        var before = (await Drain(partition))[0];

        Samples.Bytes("two").CopyTo(buffer);
        await Log.AppendAsync([new LogEntry(Samples.Account(1), buffer)], default);

        Assert.Equal(["one", "two"], (await Drain(partition)).Select(record => Samples.Text(record.Payload)));
        Assert.Equal("one", Samples.Text(before.Payload));
    }

    [Fact]
    public async Task A_partition_that_is_none_is_refused()
    {
        foreach (var partition in new[] { -1, Log.PartitionCount })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Log.ReadAsync(partition, 0, 1, null, default));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Log.LastSequenceAsync(partition, default));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Log.ReadAsync(0, -1, 1, null, default));
    }

    /// <summary>All records of a partition, by as many reads as it takes.</summary>
    protected async Task<IReadOnlyList<LogRecord>> Drain(int partition, int maxBytes = Everything, AccountId? only = null)
    {
        var records = new List<LogRecord>();
        for (var (from, ended) = (0L, false); !ended;)
        {
            var slice = await Log.ReadAsync(partition, from, maxBytes, only, default);
            records.AddRange(slice.Records);
            (from, ended) = (slice.Next, slice.Next == from);
        }

        return records;
    }

    private static LogEntry[] Numbered(int account, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Samples.Entry(account, i.ToString(CultureInfo.InvariantCulture)))];

    private static void AssertNumbered(IReadOnlyList<LogRecord> records, int accounts, int count)
    {
        foreach (var partition in records.GroupBy(record => record.Partition))
        {
            Assert.Equal(Enumerable.Range(0, partition.Count()).Select(i => (long)i), partition.Select(record => record.Sequence));
        }

        var byAccount = records.GroupBy(record => record.Account).ToList();
        Assert.Equal(accounts, byAccount.Count);
        Assert.All(byAccount, group =>
            Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}"), group.Select(record => Samples.Text(record.Payload))));
    }

    private async Task<IReadOnlyList<LogRecord>> DrainAll()
    {
        var records = new List<LogRecord>();
        for (var partition = 0; partition < Log.PartitionCount; partition++)
        {
            records.AddRange(await Drain(partition));
        }

        return records;
    }
}
