using Azure.Messaging.EventHubs;
using Tallystick.Cloud;
using Tallystick.Cloud.EventHubs;
using Tallystick.Core.Storage;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Tallystick.Tests.Cloud.Tests.EventHubs;

public sealed class EventHubOpeningTests(AzuriteBlobs azurite) : IClassFixture<AzuriteBlobs>
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_hub_that_is_not_there_is_named_in_one_line()
    {
        var missing = await OpenWithAsync<UnusableServiceException>(new EventHubsException(false, "usage-0", "no", FailureReason.ResourceNotFound));
        var forbidden = await OpenWithAsync<UnusableServiceException>(new UnauthorizedAccessException("no"));
        var away = await OpenWithAsync<StoreUnavailableException>(new EventHubsException(false, "usage-0", "no", FailureReason.ServiceTimeout));

        Assert.StartsWith("Event hub usage-0 of tally is not there: ", missing.Message, StringComparison.Ordinal);
        Assert.StartsWith("Event hub usage-0 of tally refuses the app: ", forbidden.Message, StringComparison.Ordinal);
        Assert.StartsWith("Event hub usage-0 of tally cannot be reached: no", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_named()
    {
        var hub = new FakeHub(time);

        var thrown = await Assert.ThrowsAsync<UnusableServiceException>(
            () => EventHubLog.OpenAsync(LogFixture.First, new FakeProducer(hub), new FakeConsumer(hub), azurite.Client("nosuchcontainer"), default));

        Assert.Matches("^Blob container [^ ]+/nosuchcontainer is not there: [^\\n]+$", thrown.Message);
    }

    [Theory]
    [InlineData("usage-0", 0)]
    [InlineData("usage-12", 12)]
    [InlineData("my-own-65535", 65_535)]
    public void The_number_stands_behind_the_last_dash(string hub, int number) => Assert.Equal(number, new HubName("tally", hub).Number);

    [Theory]
    [InlineData("usage")]
    [InlineData("usage0")]
    [InlineData("usage-")]
    [InlineData("usage-x")]
    [InlineData("usage-01")]
    [InlineData("usage-65536")]
    [InlineData("usage--1x")]
    public async Task A_name_without_a_number_is_refused(string hub)
    {
        var fake = new FakeHub(time);

        await Assert.ThrowsAsync<FormatException>(
            () => EventHubLog.OpenAsync(new HubName("tally", hub), new FakeProducer(fake), new FakeConsumer(fake), azurite.NewContainer(), default));
    }

    [Fact]
    public void The_namespace_is_the_first_part_of_its_host_name() =>
        Assert.Equal(new HubName("tally", "usage-0"), HubName.Of("tally.servicebus.windows.net", "usage-0"));

    [Fact]
    public async Task A_hub_that_was_given_more_partitions_is_refused_before_an_account_changes_its_own()
    {
        var fixture = await LogFixture.OpenAsync(azurite, time, partitions: 2);
        await fixture.ReopenAsync();
        var grown = new FakeHub(time, partitions: 3);

        var thrown = await Assert.ThrowsAsync<UnusableServiceException>(
            () => EventHubLog.OpenAsync(LogFixture.First, new FakeProducer(grown), new FakeConsumer(grown), fixture.Container, default));

        Assert.Contains("has 3 partitions and had 2", thrown.Message, StringComparison.Ordinal);
    }

    private async Task<T> OpenWithAsync<T>(Exception failure)
        where T : Exception
    {
        var hub = new FakeHub(time) { Outage = failure };
        return await Assert.ThrowsAsync<T>(
            () => EventHubLog.OpenAsync(LogFixture.First, new FakeProducer(hub), new FakeConsumer(hub), azurite.NewContainer(), default));
    }
}
