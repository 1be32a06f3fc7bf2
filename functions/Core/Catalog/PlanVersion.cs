using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>A plan as it was at one time, whole: subscriptions point here, so that a later version changes nothing for them. Never changes.</summary>
public sealed record PlanVersion : IIdentified
{
    /// <summary>How many prices a version may have.</summary>
    public const int MaxPrices = 50;

    /// <inheritdoc/>
    public static string IdPrefix => "pver";

    /// <summary>The version's id; its suffix begins with the plan's, unless it was made for one subscription.</summary>
    public required Id<PlanVersion> Id { get; init; }

    /// <summary>The plan.</summary>
    public required Id<Plan> PlanId { get; init; }

    /// <summary>The version that this one was made from for one subscription; null for a version of the plan itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<PlanVersion>? BasedOn { get; init; }

    /// <summary>1 for a plan's first version, and so on.</summary>
    public required int Number { get; init; }

    /// <summary>What the plan says apart from its prices.</summary>
    public required PlanTerms Terms { get; init; }

    /// <summary>The prices in full.</summary>
    public required IReadOnlyList<Price> Prices { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>From when on it is in force.</summary>
    public required Instant EffectiveAt { get; init; }

    /// <summary>True where it gives subscriptions credits.</summary>
    [JsonIgnore]
    public bool AllocatesCredits => Terms.CreditAllocations.Count > 0;

    /// <summary>What is to be paid at the beginning of a whole period, before tax, rounded line by line to the currency's minor unit.</summary>
    public decimal InAdvanceTotal() => Prices
        .Where(price => price.PaymentTerm == PaymentTerm.InAdvance)
        .Sum(price => Rater.Rate(price.Model, price.Quantity, Terms.Currency));

    /// <summary>The metrics that have a price here.</summary>
    public IEnumerable<Id<Metric>> MetricIds() => Prices.Select(price => price.MetricId).OfType<Id<Metric>>();
}
