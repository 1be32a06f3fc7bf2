using System.Net.Sockets;
using Azure.Messaging.EventHubs;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

public sealed class EventHubFailureTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private readonly ManualTime time = new();

    public static TheoryData<Exception, bool> Failures => new()
    {
        { Failed(FailureReason.ServiceBusy), true },
        { Failed(FailureReason.ServiceTimeout), true },
        { Failed(FailureReason.ServiceCommunicationProblem), true },
        { Failed(FailureReason.QuotaExceeded), true },
        { Failed(FailureReason.ConsumerDisconnected), true },
        { Failed(FailureReason.GeneralError, isTransient: true), true },
        { new TimeoutException("no"), true },
        { new SocketException(1), true },
        { new TaskCanceledException("no"), true },
        { Failed(FailureReason.GeneralError), false },
        { Failed(FailureReason.MessageSizeExceeded), false },
        { Failed(FailureReason.ResourceNotFound), false },
        { Failed(FailureReason.ClientClosed), false },
        { new UnauthorizedAccessException("no"), false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Only_what_waiting_mends_is_unavailable(Exception failure, bool passing)
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        fixture.Hub.FailNext(failure);
        var append = await Record.ExceptionAsync(async () => await fixture.AppendAsync(1, "x"));
        fixture.Hub.Outage = failure;
        var read = await Record.ExceptionAsync(async () => await fixture.Log.ReadAsync(0, 0, 1, null, default));
        var last = await Record.ExceptionAsync(async () => await fixture.Log.LastSequenceAsync(0, default));
        var wait = await Record.ExceptionAsync(() => fixture.Log.WaitForAsync(0, 0, default));

        Assert.All([append, read, last, wait], thrown => Assert.Equal(passing ? typeof(StoreUnavailableException) : failure.GetType(), thrown?.GetType()));
    }

    [Fact]
    public async Task A_hub_that_throttles_says_when_to_come_again()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        fixture.Hub.FailNext(Failed(FailureReason.ServiceBusy));

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await fixture.AppendAsync(1, "x"));

        Assert.Equal(TimeSpan.FromSeconds(4), thrown.RetryAfter);
        Assert.Empty(fixture.Hub.Sends);
    }

    [Fact]
    public async Task An_append_whose_answer_was_lost_may_have_been_made()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var partition = fixture.Log.PartitionOf(Samples.Account(1));
        fixture.Hub.FailNext(Failed(FailureReason.ServiceTimeout), isTaken: true);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await fixture.AppendAsync(1, "one"));
        await fixture.AppendAsync(1, "one");

        Assert.Equal(["one", "one"], (await LogFixture.DrainAsync(fixture.Log, partition)).Select(record => Samples.Text(record.Payload)));
    }

    [Fact]
    public async Task A_partition_that_is_away_does_not_keep_others_from_being_appended_to()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time, partitions: 4);
        fixture.Hub.FailNext(Failed(FailureReason.ServiceTimeout));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await fixture.Log.AppendAsync([.. Enumerable.Range(0, 100).Select(account => Samples.Entry(account, "x"))], default));

        Assert.Equal(3, fixture.Hub.Sends.Count);
    }

    [Fact]
    public async Task A_record_that_is_there_and_does_not_come_is_not_waited_for_without_end()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        await fixture.AppendAsync(1, "x");
        fixture.Hub.IsSilent = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await fixture.Log.ReadAsync(fixture.Log.PartitionOf(Samples.Account(1)), 0, 1, null, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_gap_in_the_hub_is_not_read_over(int lost)
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        for (var record = 0; record < 4; record++)
        {
            await fixture.AppendAsync(1, "x");
        }

        var partition = fixture.Log.PartitionOf(Samples.Account(1));
        fixture.Hub.Lose(partition, lost);

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await fixture.Log.ReadAsync(partition, 0, maxBytes: 3, null, default));

        Assert.Contains($"does not give record {lost} now", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_the_hub_is_away()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time);
        var gone = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Log.AppendAsync([Samples.Entry(1, "x")], gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Log.ReadAsync(0, 0, 1, null, gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Log.LastSequenceAsync(0, gone));
        Assert.Empty(fixture.Hub.Sends);
    }

    private static EventHubsException Failed(FailureReason reason, bool isTransient = false) => new(isTransient, "usage-0", "no", reason);
}
