namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>An event that was read and found to be in order.</summary>
/// <param name="Event">What it says.</param>
/// <param name="Body">The whole of it, as it was sent; empty where it is not wanted.</param>
internal readonly record struct ReceivedEvent(CloudEvent Event, string Body);
