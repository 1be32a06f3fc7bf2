using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>When alerts are raised beside those of caps: an amount that is spent or used in a window, a balance that is low, a day unlike others. Never changed.</summary>
public sealed record AlertRule : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "alr";

    /// <summary>Its id; of a customer's own the customer follows from it.</summary>
    public required Id<AlertRule> Id { get; init; }

    /// <summary>What it tells; not <see cref="AlertKind.CapThreshold"/>.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>What it looks at.</summary>
    public required Measure Measure { get; init; }

    /// <summary>More than 0: told from so much on; a balance where less is available, and a spike where the day's use is at least so much.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>When the use of a day is a spike; null for other rules.</summary>
    public SpikeTerms? Spike { get; init; }

    /// <summary>Who has set it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LimitOwner SetBy { get; init; }

    /// <summary>When it was made, by the real clock.</summary>
    public required Instant CreatedAt { get; init; }
}
