using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>How much of a metered feature a customer may use. Amounts are in the metric's unit, 0 or more, within <see cref="Exact.Fits"/>.</summary>
/// <param name="UsagePeriod">How often it is reset.</param>
/// <param name="IssueAfterReset">What each period begins with.</param>
public sealed record Quota(UsagePeriod UsagePeriod, decimal IssueAfterReset)
{
    /// <summary>The priority of grants and quotas that say none.</summary>
    public const int DefaultPriority = 1;

    /// <summary>The highest number of a priority, which is used last.</summary>
    public const int MaxPriority = 255;

    /// <summary>True where the customer may go on with nothing left.</summary>
    public bool IsSoftLimit { get; init; }

    /// <summary>Its turn among the grants, 0 to <see cref="MaxPriority"/>: low numbers are used first.</summary>
    public int IssueAfterResetPriority { get; init; } = DefaultPriority;

    /// <summary>True where a period begins with what was used over the balance of the one before taken off.</summary>
    public bool PreserveOverageAtReset { get; init; }

    /// <summary>The most of what is left of the quota that is carried over a reset.</summary>
    public decimal ResetMaxRollover { get; init; }

    /// <summary>The least that is carried over a reset, whatever is left.</summary>
    public decimal ResetMinRollover { get; init; }

    /// <summary>All rules that it breaks: <c>OUT_OF_RANGE</c>, <c>ANCHOR_IN_FUTURE</c>.</summary>
    internal IEnumerable<FieldError> Check(Instant now)
    {
        if (UsagePeriod.Anchor > now)
        {
            yield return new FieldError("usagePeriod.anchor", $"A period began at its anchor: it is not after {now}, the customer's time.", "ANCHOR_IN_FUTURE");
        }

        if (UsagePeriod.Anchor < UsagePeriod.EarliestAnchor)
        {
            yield return new FieldError("usagePeriod.anchor", $"An anchor from {UsagePeriod.EarliestAnchor} on is expected.", "OUT_OF_RANGE");
        }

        if (IssueAfterReset < 0)
        {
            yield return new FieldError("issueAfterReset", "It is 0 or more.", "OUT_OF_RANGE");
        }

        if (IssueAfterResetPriority is < 0 or > MaxPriority)
        {
            yield return new FieldError("issueAfterResetPriority", $"A whole number from 0 to {MaxPriority} is expected.", "OUT_OF_RANGE");
        }

        foreach (var error in Rollover.Check(ResetMinRollover, ResetMaxRollover))
        {
            yield return error;
        }
    }
}
