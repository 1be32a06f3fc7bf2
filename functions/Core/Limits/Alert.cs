using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Limits;

/// <summary>That a customer crossed a threshold: raised once for each crossing, and never changed.</summary>
public sealed record Alert : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "alrt";

    /// <summary>Made of the customer and of what was crossed, so that one crossing has one id.</summary>
    public required Id<Alert> Id { get; init; }

    /// <summary>What it tells.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>The cap, or the rule, that asked for it.</summary>
    public required string Source { get; init; }

    /// <summary>Who crossed it.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>Of which metric; null for money of all of them.</summary>
    public Id<Metric>? MetricId { get; init; }

    /// <summary>The currency of the amounts; null where they are quantities.</summary>
    public Currency? Currency { get; init; }

    /// <summary>In which window; null for a balance.</summary>
    public Period? Window { get; init; }

    /// <summary>What was crossed; for a spike the use of a day from which on it is one.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>The threshold in per cent of the cap; null for others.</summary>
    public int? Percent { get; init; }

    /// <summary>What was used, spent or available when the crossing was seen.</summary>
    public required decimal Value { get; init; }

    /// <summary>When it was seen, by the customer's clock.</summary>
    public required Instant At { get; init; }
}
