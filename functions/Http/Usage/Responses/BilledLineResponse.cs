using Tallystick.Core.Billing;
using Tallystick.Http.Telemetry;

namespace Tallystick.Http.Usage.Responses;

/// <summary>The line of an invoice that an event is counted on.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number; null until it is issued.</param>
/// <param name="LineId">The line's number within it, from 1.</param>
/// <param name="BillableMetricId">What of the event it bills.</param>
/// <param name="InvoiceTraceId">The trace that has the invoice's issue, where the operator's telemetry has it; null until it is issued.</param>
public sealed record BilledLineResponse(string InvoiceId, string? InvoiceNumber, int LineId, string BillableMetricId, string? InvoiceTraceId)
{
    internal static BilledLineResponse Of(BilledLine line) => new(
        line.Invoice.ToString(),
        line.Number,
        line.LineId,
        line.MetricId,
        line.Number is null ? null : PipelineTraces.TraceOf(line.Invoice).ToHexString());
}
