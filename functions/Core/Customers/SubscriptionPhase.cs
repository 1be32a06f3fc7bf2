using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A stretch of a subscription's life under one version of a plan: up to the next phase, or to the end.</summary>
/// <remarks>A border between phases always parts billing periods, so that each period is billed by one version.</remarks>
public sealed record SubscriptionPhase
{
    /// <summary>The plan.</summary>
    public required Id<Plan> PlanId { get; init; }

    /// <summary>The version of the plan.</summary>
    public required Id<PlanVersion> PlanVersionId { get; init; }

    /// <summary>The metrics that it prices.</summary>
    public required IReadOnlyList<Id<Metric>> MetricIds { get; init; }

    /// <summary>True where the version gives credits: whoever looks for them need not read other versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AllocatesCredits { get; init; }

    /// <summary>What is charged.</summary>
    public PhaseKind Kind { get; init; }

    /// <summary>Its first instant.</summary>
    public required Instant From { get; init; }

    /// <summary>What becomes of the fees of a period that its beginning parts.</summary>
    public Proration Proration { get; init; }

    /// <summary>True where the customer has asked for it, who may call it off while it has not begun.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAskedByCustomer { get; init; }

    /// <summary>From when on it is in force, by the real clock: what the log took before is metered without it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>From when on it is called off, by the real clock; null where it is not. Only a phase that has not begun is called off.</summary>
    public Instant? CalledOffAt { get; init; }
}
