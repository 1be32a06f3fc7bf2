using System.Text.Json.Serialization;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>An event as clients send it: CloudEvents 1.0 in JSON.</summary>
internal sealed class CloudEvent
{
    [JsonPropertyName("specversion")]
    public required string SpecVersion { get; init; }

    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required CloudEventData Data { get; init; }
}
