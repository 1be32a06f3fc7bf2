using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money that a merchant gives a customer on terms: from when to when, how often, and what is used first. Its money is in <see cref="Lot"/>s of the wallet.</summary>
public sealed record Grant : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "grt";

    /// <summary>The grant's id; names its customer, see <see cref="GrantIds"/>.</summary>
    public required Id<Grant> Id { get; init; }

    /// <summary>Who gets it.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>What it is called, at most 255 characters; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>What it was made for.</summary>
    public GrantKind Kind { get; init; }

    /// <summary>The subscription whose plan gives it; null for one that the merchant made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<Subscription>? SubscriptionId { get; init; }

    /// <summary>How much it brings each time, above 0, with at most 9 digits after the point.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency of the amount; <c>default</c> for units of a metric.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Currency Currency { get; init; }

    /// <summary>The metric that the amount is in units of; null for money.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<Metric>? MetricId { get; init; }

    /// <summary>0 to <see cref="BurnOrder.MaxPriority"/>; the lowest is used first.</summary>
    public int Priority { get; init; } = BurnOrder.BalancePriority;

    /// <summary>When it comes, or comes first.</summary>
    public required Instant EffectiveAt { get; init; }

    /// <summary>When what is left of it expires; null for never, and where it recurs.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>How it comes again; null for once.</summary>
    public GrantRecurrence? Recurrence { get; init; }

    /// <summary>Notes of the merchant.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The merchant's key for it, 1 to 255 characters, unique within the customer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was taken back; null where it was not.</summary>
    public Instant? VoidedAt { get; init; }
}
