using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Catalog;

/// <summary>Credits that each subscription of a plan gets: a grant of the plan's currency. One of a plan and one of another that say the same are the same.</summary>
public sealed record CreditAllocation
{
    /// <summary>What the grants are called, 1 to 255 characters; one of a plan has it.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="Grant.Amount"/>.</summary>
    public required decimal Amount { get; init; }

    /// <summary>See <see cref="Grant.Priority"/>.</summary>
    public int Priority { get; init; } = BurnOrder.BalancePriority;

    /// <summary>How long its intervals are; null for credits that come once in the life of a subscription.</summary>
    public BillingCadence? Interval { get; init; }

    /// <summary>See <see cref="GrantRecurrence.RolloverMinimum"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal RolloverMinimum { get; init; }

    /// <summary>See <see cref="GrantRecurrence.RolloverMaximum"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal RolloverMaximum { get; init; }

    /// <summary>How long after it came what is left expires; null for never, and where it recurs.</summary>
    [JsonConverter(typeof(DurationJsonConverter))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Duration? ExpiresAfter { get; init; }
}
