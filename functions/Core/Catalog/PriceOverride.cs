using System.Text.Json;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>How one price of a plan is otherwise for one subscription. What is null is as the plan has it.</summary>
/// <param name="PriceId">The price; null where its metric or fee is named.</param>
/// <param name="MetricId">The metric that it prices; null where the price or a fee is named.</param>
/// <param name="FeeId">The fee that it is; null where the price or a metric is named.</param>
public sealed record PriceOverride(Id<Price>? PriceId, Id<Metric>? MetricId, string? FeeId)
{
    /// <summary>The name of the price model; null for the price's own.</summary>
    public string? Model { get; init; }

    /// <summary>What the model needs; null for the price's own.</summary>
    public JsonElement? Properties { get; init; }

    /// <summary>How many of a fee.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>What invoices call the line.</summary>
    public string? InvoiceDisplayName { get; init; }

    /// <summary>True for the price that it is for.</summary>
    public bool IsFor(Price price) =>
        PriceId is { } id ? price.Id == id : MetricId is { } metric ? price.MetricId == metric : FeeId is not null && price.FeeId == FeeId;
}
