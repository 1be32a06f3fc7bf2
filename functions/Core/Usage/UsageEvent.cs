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

    /// <summary>The event that this one takes the place of, from the same account; null for an event of its own.</summary>
    public EventId? Corrects { get; init; }

    /// <summary>Why it was corrected or brought in afterwards, in the merchant's words; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>True for an event that was brought in afterwards, by whoever may, however old it is.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>True for a correction that puts nothing in the place of what it corrects.</summary>
    public bool IsVoid => Corrects is not null && Type is null && Measurements.Count == 0;

    /// <summary>The event with the quantities of one metric alone.</summary>
    public UsageEvent Only(Id<Metric> metric) => this with { Measurements = [.. Measurements.Where(measurement => measurement.Metric == metric)] };
}
