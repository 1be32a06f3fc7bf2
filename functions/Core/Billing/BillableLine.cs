using System.Text.Json.Serialization;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>A rated line on its way onto an invoice: what <see cref="InvoiceDraft"/> takes. Money is in the invoice's currency.</summary>
public sealed record BillableLine
{
    /// <summary>What the invoice calls it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The price that it was rated by, or that a discount is on; null for what a plan says of all its prices.</summary>
    public string? PriceId { get; init; }

    /// <summary>The metric that was used; null for a fee.</summary>
    public string? MetricId { get; init; }

    /// <summary>The metric's name; null for a fee.</summary>
    public string? MetricName { get; init; }

    /// <summary>How much, in <see cref="Unit"/>; below 0 for a correction.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>How much was used besides and is paid by units of grants, in <see cref="Unit"/>; below 0 where a correction gave units back. Null, and not written, for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CoveredQuantity { get; init; }

    /// <summary>What is counted, for example <c>token</c>; null where nothing is.</summary>
    public string? Unit { get; init; }

    /// <summary>The price of one unit, to be shown; the amount was computed by the price model.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>What the amount is made of, where units cost different amounts.</summary>
    public IReadOnlyList<RatedDetail> Details { get; init; } = [];

    /// <summary>What it costs, rounded to the currency's minor unit; includes tax where the plan's prices do.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The invoice that the line adds to or takes from; null for a line that stands for itself.</summary>
    public OriginalInvoice? Original { get; init; }

    /// <summary>
    /// What the wallet has paid of the amount already, rounded to the minor unit: from 0 to <see cref="Amount"/>. Below 0 for what it was given back; a line
    /// that adds to an invoice tells how both have changed, so there one may rise while the other falls.
    /// </summary>
    public decimal Prepaid { get; init; }

    /// <summary>True for a line that takes from what was to be paid, or from what was paid: with the tax, where there is any.</summary>
    internal bool GivesBack => Amount < 0 || Amount < Prepaid;

    /// <summary>The time that it is charged for.</summary>
    public required Period Period { get; init; }

    /// <summary>The whole period that a fee is for, of which <see cref="Period"/> is the part that is charged or given back; null for a fee in full, and for usage.</summary>
    public Period? PartOf { get; init; }

    /// <summary>Usage or a fee.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>The rate of tax that the invoice had which the line changes; null for a line of its own, and for what that invoice has no line of.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>The events behind it; null for a fee.</summary>
    public LineEvidence? Evidence { get; init; }
}
