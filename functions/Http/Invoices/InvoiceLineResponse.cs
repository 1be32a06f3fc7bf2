using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Http.Invoices;

/// <summary>A line of an invoice. Totals have all digits of the currency's minor unit: 1.50 for USD, 150 for JPY.</summary>
/// <param name="LineId">Its number on the invoice, from 1.</param>
/// <param name="Id">The id of a line that was added to the draft; null for a line that was rated.</param>
/// <param name="DisplayName">What it is called.</param>
/// <param name="MetricName">The metric's name; null for a fee.</param>
/// <param name="BillableMetricId">The metric; null for a fee.</param>
/// <param name="PriceId">The price that it was rated by, or that a discount is on; null for what the plan says of all its prices.</param>
/// <param name="Kind"><c>usage</c>, <c>fee</c>, <c>discount</c>, <c>adjustment</c> to the plan's minimum or maximum, or <c>manual</c>.</param>
/// <param name="LineItemType"><c>charge</c>, or <c>refund</c> below 0.</param>
/// <param name="PeriodStart">The first instant that it is charged for.</param>
/// <param name="PeriodEnd">The first instant that it is not charged for.</param>
/// <param name="PartOfPeriodStart">The first instant of the whole period that a fee is for, of which the line charges or gives back a part; null for a fee in full, and for usage.</param>
/// <param name="PartOfPeriodEnd">The first instant behind it.</param>
/// <param name="Quantity">How much.</param>
/// <param name="CoveredQuantity">How much was used besides and is paid by units of grants; below 0 where a correction gave units back; null for none.</param>
/// <param name="Unit">Of what.</param>
/// <param name="UnitPrice">The price of one, up to 9 digits after the point; where units cost different amounts, what one comes to on average.</param>
/// <param name="Details">What the price is made of, before it is rounded: tiers, packages, cells, fees. Null where every unit costs the same.</param>
/// <param name="TaxRate">Tax as a fraction.</param>
/// <param name="TotalPrice">The price without tax.</param>
/// <param name="TotalTax">Its part of the invoice's tax.</param>
/// <param name="TotalAmount">Price and tax.</param>
/// <param name="PrepaidAmount">What the wallet had paid of it as it was used.</param>
/// <param name="OriginalInvoiceId">The invoice that the line adds to or takes from: usage came late or was corrected, or a fee was paid in advance of time that is not charged. Else null.</param>
/// <param name="OriginalInvoiceNumber">Its number.</param>
/// <param name="Proof">The events behind it; null for a fee.</param>
internal sealed record InvoiceLineResponse(
    int LineId,
    Id<ManualLine>? Id,
    string DisplayName,
    string? MetricName,
    string? BillableMetricId,
    string? PriceId,
    LineKind Kind,
    LineItemType LineItemType,
    Instant PeriodStart,
    Instant PeriodEnd,
    Instant? PartOfPeriodStart,
    Instant? PartOfPeriodEnd,
    decimal Quantity,
    decimal? CoveredQuantity,
    string? Unit,
    decimal UnitPrice,
    IReadOnlyList<RatedDetail>? Details,
    decimal TaxRate,
    string TotalPrice,
    string TotalTax,
    string TotalAmount,
    string PrepaidAmount,
    string? OriginalInvoiceId,
    string? OriginalInvoiceNumber,
    InvoiceProofResponse? Proof)
{
    public static InvoiceLineResponse Of(InvoiceLine line, Currency currency) => new(
        line.LineId,
        line.ManualLineId,
        line.DisplayName,
        line.MetricName,
        line.MetricId,
        line.PriceId,
        line.Kind,
        line.LineItemType,
        line.Period.Start,
        line.Period.End,
        line.PartOf?.Start,
        line.PartOf?.End,
        line.Quantity,
        line.CoveredQuantity,
        line.Unit,
        line.UnitPrice,
        line.Details,
        line.TaxRate,
        InvoiceMoney.Format(line.TotalPrice, currency),
        InvoiceMoney.Format(line.TotalTax, currency),
        InvoiceMoney.Format(line.TotalAmount, currency),
        InvoiceMoney.Format(line.Prepaid, currency),
        line.Original?.InvoiceId.ToString(),
        line.Original?.Number,
        line.Evidence is { } evidence ? new InvoiceProofResponse(evidence.EventCount, evidence.Positions, evidence.Hash) : null);
}
