using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Usage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cost;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

public sealed class EventHubSendTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(1, 100, 1)]
    [InlineData(4, 100, 4)]
    [InlineData(32, 100, 31)]
    [InlineData(32, 10, 8)]
    [InlineData(32, 1, 1)]
    public async Task Records_of_many_accounts_share_a_send_a_partition(int partitions, int accounts, int sends)
    {
        var fixture = await LogFixture.OpenAsync(azurite, time, partitions);

        await fixture.Log.AppendAsync([.. Enumerable.Range(0, accounts).Select(account => Samples.Entry(account, "event"))], default);

        Assert.Equal((sends, accounts), (fixture.Hub.Sends.Count, fixture.Hub.Sends.Sum(send => send.Count)));
    }

    [Fact]
    public async Task What_does_not_fit_a_send_goes_in_further_ones_in_order()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var sizes = new[] { 1, LogEntry.MaxPayload, 1, LogEntry.PackedSize, LogEntry.MaxPayload, 300_000, 300_000, 300_000, 300_000 };

        await fixture.Log.AppendAsync([.. sizes.Select(size => new LogEntry(Samples.Account(1), new byte[size]))], default);

        var partition = fixture.Log.PartitionOf(Samples.Account(1));
        Assert.Equal(sizes, fixture.Hub.EventsOf(partition).Select(data => data.EventBody.ToMemory().Length));
        Assert.Equal([3, 1, 1, 3, 1], fixture.Hub.Sends.Select(send => send.Count));
        Assert.All(fixture.Hub.Sends, send => Assert.InRange(send.Size, 1, FakeProducer.MaxSize));
    }

    [Fact]
    public async Task The_largest_payload_fits_a_send_with_the_longest_name_of_an_account_and_room_to_spare()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var longest = AccountId.External(Samples.Account(1).Tenant, new string('x', 100));

        await fixture.Log.AppendAsync([new LogEntry(longest, new byte[LogEntry.MaxPayload])], default);

        Assert.InRange(Assert.Single(fixture.Hub.Sends).Size, LogEntry.MaxPayload, FakeProducer.MaxSize - (20 * 1024));
    }

    [Fact]
    public void A_packed_record_is_billed_as_one_event()
    {
        Assert.Equal(1, LogMetrics.BilledFor(LogEntry.PackedSize, 200));
        Assert.Equal(1, LogMetrics.BilledFor(1, 200));
        Assert.Equal(2, LogMetrics.BilledFor(64 * 1024, 200));
        Assert.Equal(16, LogMetrics.BilledFor(LogEntry.MaxPayload, 200));
    }

    [Fact]
    public async Task Appends_are_counted()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time, partitions: 4);
        using var counted = new MeterSums();

        await fixture.Log.AppendAsync([.. Enumerable.Range(0, 100).Select(account => new LogEntry(Samples.Account(account), new byte[200]))], default);
        await fixture.Log.AppendAsync([new LogEntry(Samples.Account(1), new byte[100_000])], default);

        Assert.Equal((101, 120_000), (counted["tally.log.records"], counted["tally.log.bytes"]));
        Assert.Equal((5, 102), (counted["tally.log.sends"], counted["tally.log.billed"]));
    }

    [Fact]
    public async Task An_account_that_is_none_is_refused_and_nothing_is_sent()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await fixture.Log.AppendAsync([Samples.Entry(1, "x"), new LogEntry(AccountId.Nobody, Samples.Bytes("x"))], default));
        Assert.Empty(fixture.Hub.Sends);
    }
}
