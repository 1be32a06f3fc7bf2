using Microsoft.Azure.Cosmos;
using Tallystick.Cloud;
using Tallystick.Cloud.Cosmos;

namespace Tallystick.Tests.Cloud.Tests;

public sealed class ClientPatienceTests
{
    // Front Door gives up on the app after a minute: what a client tries must be over by then, or the caller is never told that a service is away.
    private static readonly TimeSpan FrontDoorWaits = TimeSpan.FromSeconds(60);

    // Brokers move a partition or a queue to another machine within a few seconds: a try that ends sooner fails what would have been answered.
    private static readonly TimeSpan BrokersMove = TimeSpan.FromSeconds(5);

    // Request units are granted by the second: what is throttled is let in within the next ones.
    private static readonly TimeSpan UnitsAreGranted = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(ConnectionMode.Direct)]
    [InlineData(ConnectionMode.Gateway)]
    public void Documents_that_are_throttled_are_asked_again_for_some_seconds(ConnectionMode mode)
    {
        var options = CosmosClients.Options(mode);

        // One might meet the same crowd in the next second. More than the SDK's own nine add to the load for which it is throttled.
        Assert.InRange(options.MaxRetryAttemptsOnRateLimitedRequests ?? 0, 2, 9);

        // A request makes several calls one after the other, and each may wait: four of them before Front Door gives up.
        Assert.InRange(options.MaxRetryWaitTimeOnRateLimitedRequests ?? TimeSpan.Zero, 2 * UnitsAreGranted, FrontDoorWaits / 4);
    }

    [Fact]
    public void Event_hubs_that_do_not_answer_are_given_up_before_the_caller_gives_up()
    {
        var retry = CloudClients.ProducerOptions().RetryOptions;

        Assert.InRange(retry.TryTimeout, BrokersMove, FrontDoorWaits / (1 + retry.MaximumRetries));
        Assert.InRange(retry.MaximumRetries, 1, 5);
    }

    [Fact]
    public void Queues_that_do_not_answer_are_given_up_before_the_caller_gives_up()
    {
        var retry = CloudClients.ServiceBusOptions().RetryOptions;

        Assert.InRange(retry.TryTimeout, BrokersMove, FrontDoorWaits / (1 + retry.MaxRetries));
        Assert.InRange(retry.MaxRetries, 1, 5);
    }
}
