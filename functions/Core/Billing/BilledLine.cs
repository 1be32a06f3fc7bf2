using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>The line of an invoice that an event is counted on.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Number">Its number; null until it is issued.</param>
/// <param name="LineId">The line's number within it, from 1.</param>
/// <param name="MetricId">What of the event it bills.</param>
public sealed record BilledLine(Id<Invoice> Invoice, string? Number, int LineId, string MetricId);
