using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>What a plan takes off its prices.</summary>
public sealed record Discount
{
    /// <summary>How it is reckoned.</summary>
    public required DiscountType Type { get; init; }

    /// <summary>A fraction above 0, up to 1 (0.1 is 10 %); or an amount above 0 for a whole period, in the plan's currency, to its minor unit.</summary>
    public required decimal Value { get; init; }

    /// <summary>What invoices call it.</summary>
    public required string Name { get; init; }

    /// <summary>The metrics whose use it covers. With no metric and no fee it covers all prices.</summary>
    public IReadOnlyList<Id<Metric>> MetricIds { get; init; } = [];

    /// <summary>The fees that it covers, by the merchant's names.</summary>
    public IReadOnlyList<string> FeeIds { get; init; } = [];

    /// <summary>How many periods it lasts, from the first under the plan's version on; null for all.</summary>
    public int? Periods { get; init; }

    /// <summary>True where it covers a price in a period.</summary>
    /// <param name="price">The price.</param>
    /// <param name="number">The period's number under the plan's version, from 0.</param>
    public bool Covers(Price price, int number) =>
        !(number >= Periods)
        && (MetricIds.Count + FeeIds.Count == 0 || (price.MetricId is { } metric && MetricIds.Contains(metric)) || (price.FeeId is { } fee && FeeIds.Contains(fee)));
}
