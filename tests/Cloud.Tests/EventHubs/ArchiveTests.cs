using Azure.Messaging.EventHubs;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

/// <summary>What has left the hub is read from Capture's blobs, as if it had not.</summary>
public sealed class ArchiveTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly ManualTime time = new();

    [Theory]
    [InlineData("null", 1)]
    [InlineData("null", 500)]
    [InlineData("deflate", 50)]
    [InlineData("deflate", int.MaxValue)]
    public async Task Records_are_the_same_from_hub_and_archive_and_across_the_border(string codec, int maxBytes)
    {
        var (fixture, partition) = await FilledAsync(100);
        for (var hours = 0; hours < 10; hours++)
        {
            await fixture.Capture.WriteAsync(partition, Start.AddHours(hours * 9), codec, most: hours % 3 == 0 ? 0 : 12);
        }

        var before = await LogFixture.DrainAsync(fixture.Log, partition, maxBytes: maxBytes);
        fixture.Hub.Forget(partition, before: 60);
        var after = await LogFixture.DrainAsync(fixture.Log, partition, maxBytes: maxBytes);

        Assert.Equal(100, before.Count);
        Assert.Equal(before.Select(Text), after.Select(Text));
        Assert.Equal(0, await fixture.Log.FirstSequenceAsync(partition, default));
        Assert.Equal(99, await fixture.Log.LastSequenceAsync(partition, default));
    }

    [Fact]
    public async Task Reading_begins_anywhere_in_the_archive()
    {
        var (fixture, partition) = await FilledAsync(200);
        var random = new Random(1);
        for (var at = Start; fixture.Capture.WrittenOf(partition) < 200; at = at.AddHours(random.Next(1, 400)))
        {
            await fixture.Capture.WriteAsync(partition, at, most: random.Next(0, 9));
        }

        fixture.Hub.Forget(partition, before: 200);

        foreach (var from in Enumerable.Range(0, 200).OrderBy(_ => random.Next()))
        {
            var slice = await fixture.Log.ReadAsync(partition, from, 1, null, default);
            Assert.Equal((from, from + 1), (Assert.Single(slice.Records).Sequence, slice.Next));
        }

        Assert.Empty((await fixture.Log.ReadAsync(partition, 200, 1, null, default)).Records);
    }

    [Fact]
    public async Task Blobs_that_are_added_meanwhile_are_found()
    {
        var (fixture, partition) = await FilledAsync(30);
        for (var day = 0; day < 3; day++)
        {
            await fixture.Capture.WriteAsync(partition, Start.AddDays(day), most: 10);
            fixture.Hub.Forget(partition, before: (day + 1) * 10);
            Assert.Equal((day * 10) + 9, Assert.Single((await fixture.Log.ReadAsync(partition, (day * 10) + 9, 1, null, default)).Records).Sequence);
        }

        Assert.Equal(30, (await LogFixture.DrainAsync(fixture.Log, partition)).Count);
    }

    [Fact]
    public async Task Records_of_one_account_are_picked_out_of_the_archive()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time, partitions: 1);
        for (var round = 0; round < 20; round++)
        {
            await fixture.Log.AppendAsync([.. Enumerable.Range(0, 5).Select(account => Samples.Entry(account, $"{round}"))], default);
        }

        fixture.Hub.Send(0, [new EventData("a stranger's")]);
        await fixture.Capture.WriteAsync(0, Start, most: 33);
        await fixture.Capture.WriteAsync(0, Start.AddMinutes(5));
        fixture.Hub.Forget(0, before: 101);

        var records = await LogFixture.DrainAsync(fixture.Log, 0, maxBytes: 7, only: Samples.Account(3));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), records.Select(record => Samples.Text(record.Payload)));
        Assert.Empty(await LogFixture.DrainAsync(fixture.Log, 0, only: Samples.Account(99)));
        Assert.NotNull((await LogFixture.DrainAsync(fixture.Log, 0, from: 100)).Single().Flaw);
    }

    [Fact]
    public async Task Records_that_Capture_wrote_twice_are_read_once()
    {
        var (fixture, partition) = await FilledAsync(20);
        await fixture.Capture.WriteAsync(partition, Start, most: 15);
        await fixture.Capture.PutAsync(partition, Start.AddMinutes(5), fixture.Hub.EventsOf(partition).Skip(10));
        fixture.Hub.Forget(partition, before: 20);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), (await LogFixture.DrainAsync(fixture.Log, partition)).Select(record => record.Sequence));
    }

    [Fact]
    public async Task What_the_archive_has_forgotten_at_its_beginning_is_passed_over()
    {
        var (fixture, partition) = await FilledAsync(30);
        var events = fixture.Hub.EventsOf(partition);
        await fixture.Capture.PutAsync(partition, Start, events.Skip(8).Take(12));
        fixture.Hub.Forget(partition, before: 15);

        Assert.Equal(8, await fixture.Log.FirstSequenceAsync(partition, default));
        Assert.Equal(8, (await fixture.Log.ReadAsync(partition, 3, 1, null, default)).Records[0].Sequence);
        Assert.Equal(22, (await LogFixture.DrainAsync(fixture.Log, partition)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_an_archive_what_has_left_the_hub_is_passed_over(bool isLate)
    {
        var (fixture, partition) = await FilledAsync(30);
        if (isLate)
        {
            await fixture.Capture.PutAsync(partition, Start, fixture.Hub.EventsOf(partition).Skip(20));
        }

        fixture.Hub.Forget(partition, before: 15);
        Assert.Equal(15, await fixture.Log.FirstSequenceAsync(partition, default));
        Assert.Equal(15, (await LogFixture.DrainAsync(fixture.Log, partition)).Count);

        fixture.Hub.Forget(partition, before: 30);
        Assert.Equal(isLate ? 10 : 0, (await LogFixture.DrainAsync(fixture.Log, partition)).Count);
        Assert.Equal(isLate ? 20 : 30, await fixture.Log.FirstSequenceAsync(partition, default));
    }

    [Fact]
    public async Task Records_that_are_missing_between_the_archive_and_the_hub_are_not_passed_over()
    {
        var (fixture, partition) = await FilledAsync(30);
        await fixture.Capture.WriteAsync(partition, Start, most: 10);
        fixture.Hub.Forget(partition, before: 15);

        var thrown = await Assert.ThrowsAsync<DamagedStoreException>(() => LogFixture.DrainAsync(fixture.Log, partition));

        Assert.Equal($"Records from 10 to 14 of partition {partition} have left event hub usage-0 of tally and are not in its archive.", thrown.Message);
    }

    [Fact]
    public async Task Records_that_are_missing_between_two_blobs_are_not_passed_over()
    {
        var (fixture, partition) = await FilledAsync(30);
        var events = fixture.Hub.EventsOf(partition);
        await fixture.Capture.PutAsync(partition, Start, events.Take(10));
        var blob = await fixture.Capture.PutAsync(partition, Start.AddHours(1), events.Skip(12));
        fixture.Hub.Forget(partition, before: 30);

        var thrown = await Assert.ThrowsAsync<DamagedStoreException>(() => LogFixture.DrainAsync(fixture.Log, partition));

        Assert.StartsWith($"Records 10 to 11 of partition {partition} are missing before {blob}, byte ", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DamagedStoreException>(async () => await fixture.Log.ReadAsync(partition, 11, 1, null, default));
    }

    [Fact]
    public async Task An_earlier_hub_is_read_from_its_archive_when_it_is_gone()
    {
        var earlier = await LogFixture.OpenAsync(azurite, time, partitions: 3);
        for (var account = 0; account < 12; account++)
        {
            await earlier.AppendAsync(account, "a", "b");
        }

        for (var partition = 0; partition < 3; partition++)
        {
            await earlier.Capture.WriteAsync(partition, Start, most: 3);
            await earlier.Capture.WriteAsync(partition, Start.AddDays(40));
        }

        var fixture = await earlier.RenewAsync(time, partitions: 5);
        var archived = fixture.Log.Numbered(0);

        Assert.Equal((1, 5), (fixture.Log.Number, fixture.Log.PartitionCount));
        Assert.Equal((0, 3), (archived.Number, archived.PartitionCount));
        Assert.Same(fixture.Log, fixture.Log.Numbered(1));
        Assert.Throws<StoreUnavailableException>(() => fixture.Log.Numbered(2));
        for (var partition = 0; partition < 3; partition++)
        {
            Assert.Equal(
                (await LogFixture.DrainAsync(earlier.Log, partition)).Select(Text), (await LogFixture.DrainAsync(archived, partition)).Select(Text));
            Assert.Equal(await earlier.Log.LastSequenceAsync(partition, default), await archived.LastSequenceAsync(partition, default));
            Assert.Equal(0, await archived.FirstSequenceAsync(partition, default));
            await archived.WaitForAsync(partition, 0, default);
        }

        Assert.Equal(earlier.Log.PartitionOf(Samples.Account(7)), archived.PartitionOf(Samples.Account(7)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await archived.AppendAsync([Samples.Entry(1, "x")], default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => archived.WaitForAsync(0, 10_000, default));
    }

    [Fact]
    public async Task An_earlier_hub_that_took_nothing_is_empty()
    {
        var earlier = await LogFixture.OpenAsync(azurite, time);
        var archived = (await earlier.RenewAsync(time, partitions: 2)).Log.Numbered(0);

        Assert.Equal((-1, 0), (await archived.LastSequenceAsync(0, default), await archived.FirstSequenceAsync(0, default)));
        Assert.Empty(await LogFixture.DrainAsync(archived, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await archived.ReadAsync(2, 0, 1, null, default));
    }

    private static (long, string, string, string, string?) Text(LogRecord record) =>
        (record.Sequence, $"{record.EnqueuedAt}", record.Account.ToString(), Samples.Text(record.Payload), record.Flaw);

    // Enqueued a second and a half apart.
    private async Task<(LogFixture Fixture, int Partition)> FilledAsync(int records)
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        for (var i = 0; i < records; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1500));
            await fixture.AppendAsync(1, $"record {i}");
        }

        return (fixture, fixture.Log.PartitionOf(Samples.Account(1)));
    }
}
