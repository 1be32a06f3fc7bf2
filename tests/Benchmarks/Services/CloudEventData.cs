namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>What the event tells beside its context.</summary>
internal sealed class CloudEventData
{
    public required decimal N { get; init; }
}
