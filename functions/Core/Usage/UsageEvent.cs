using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Something that happened and may cost: the one shape that every way of reporting usage is mapped to.</summary>
public sealed record UsageEvent
{
    /// <summary>The merchant's idempotency key: 1 to 255 characters, no control characters. With the account it is the event's identity.</summary>
    public required string Key { get; init; }

    /// <summary>When it happened, by the client's word, or by the server's clock where the client said nothing.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>True where the client said when it happened. Only then is the time part of the body that a retry must repeat.</summary>
    public required bool TimestampGiven { get; init; }

    /// <summary>The event's type, matched with <see cref="Metric.EventType"/>; null for usage reported by metric id.</summary>
    public string? Type { get; init; }

    /// <summary>Where it happened, as the client calls it.</summary>
    public string? Source { get; init; }

    /// <summary>The event's data: a JSON object, minified; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Quantities reported by metric id; empty for typed events.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    /// <summary>The hold that the usage is paid from; null for none.</summary>
    public string? Hold { get; init; }

    /// <summary>The merchant's own notes: a JSON object, minified; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>The event with the quantities of one metric alone.</summary>
    public UsageEvent Only(Id<Metric> metric) => this with { Measurements = [.. Measurements.Where(measurement => measurement.Metric == metric)] };
}
