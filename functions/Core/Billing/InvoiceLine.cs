using System.Text.Json.Serialization;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A line of an invoice. Money is in the invoice's currency, rounded to its minor unit.</summary>
public sealed record InvoiceLine
{
    /// <summary>The line's number within the invoice, from 1.</summary>
    public required int LineId { get; init; }

    /// <summary>The manual line that it shows; null, and not written, for a line that was rated.</summary>
    public Id<ManualLine>? ManualLineId { get; init; }

    /// <summary>What it is called.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The price that it was rated by, or that a discount is on; null for what a plan says of all its prices.</summary>
    public string? PriceId { get; init; }

    /// <summary>The metric that was used; null for a fee.</summary>
    public string? MetricId { get; init; }

    /// <summary>The metric's name; null for a fee.</summary>
    public string? MetricName { get; init; }

    /// <summary>What it is for.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>A charge, or a refund where the amount is below 0.</summary>
    public required LineItemType LineItemType { get; init; }

    /// <summary>The time that it is charged for.</summary>
    public required Period Period { get; init; }

    /// <summary>The whole period that a fee is for, of which <see cref="Period"/> is the part that is charged or given back; null for a fee in full, and for usage.</summary>
    public Period? PartOf { get; init; }

    /// <summary>How much, in <see cref="Unit"/>.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>How much was used besides and is paid by units of grants, in <see cref="Unit"/>; below 0 where a correction gave units back. Null, and not written, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CoveredQuantity { get; init; }

    /// <summary>What is counted; null where nothing is.</summary>
    public string? Unit { get; init; }

    /// <summary>The price of one unit, up to 9 digits after the point; where units cost different amounts, what one comes to on average.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>What the price is made of, where units cost different amounts; else null, and not written.</summary>
    public IReadOnlyList<RatedDetail>? Details { get; init; }

    /// <summary>Tax as a fraction of the price: 0.19 is 19 %.</summary>
    public required decimal TaxRate { get; init; }

    /// <summary>The price without tax.</summary>
    public required decimal TotalPrice { get; init; }

    /// <summary>The line's part of the invoice's tax.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>Price and tax.</summary>
    public decimal TotalAmount => TotalPrice + TotalTax;

    /// <summary>The invoice of the line's period; null for a line of this invoice's own period.</summary>
    public OriginalInvoice? Original { get; init; }

    /// <summary>What the wallet had paid of the line before the invoice was made; below 0 for what it was given back.</summary>
    public required decimal Prepaid { get; init; }

    /// <summary>The events behind it; null for a fee.</summary>
    public LineEvidence? Evidence { get; init; }
}
