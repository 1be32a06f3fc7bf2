using Azure.Messaging.EventHubs;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Tallystick.Cloud.EventHubs;

/// <summary>What Event Hubs' reasons mean: https://learn.microsoft.com/azure/event-hubs/exceptions-dotnet.</summary>
internal static class EventHubFailures
{
    // What the service itself asks a throttled client to wait.
    private static readonly TimeSpan ThrottledFor = TimeSpan.FromSeconds(4);

    /// <summary>True where waiting mends it. The quota that a reader meets is that of readers of one partition at a time.</summary>
    public static bool IsPassing(EventHubsException failed) =>
        failed.IsTransient || failed.Reason is FailureReason.ServiceBusy or FailureReason.ServiceTimeout or FailureReason.ServiceCommunicationProblem
            or FailureReason.QuotaExceeded or FailureReason.ConsumerDisconnected;

    /// <summary>When trying again makes sense; null where nobody knows.</summary>
    public static TimeSpan? RetryAfter(EventHubsException failed) => failed.Reason is FailureReason.ServiceBusy ? ThrottledFor : null;
}
