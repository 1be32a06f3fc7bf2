namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>The events of a request that wait for their commit: the task is done when it is.</summary>
/// <param name="events">The events.</param>
internal sealed class WaitingBatch(List<ReceivedEvent> events) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal List<ReceivedEvent> Events => events;
}
