using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;

namespace Tallystick.Http.Limits;

/// <summary>That a customer crossed a threshold; also what webhooks tell.</summary>
/// <param name="Id">Its id: the same for the same crossing.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Source">The cap (cap_…) or the rule (alr_…) that asked for it.</param>
/// <param name="CustomerId">Who crossed it.</param>
/// <param name="BillableMetricId">Of which metric; null for money of all of them.</param>
/// <param name="Currency">The currency of the amounts; null where they are quantities.</param>
/// <param name="WindowStart">When the window began; null for a balance.</param>
/// <param name="WindowEnd">When the next one begins; null for a balance, and where nobody knows.</param>
/// <param name="Threshold">What was crossed; for a spike the use of a day from which on it is one.</param>
/// <param name="Percent">The threshold in per cent of the cap; null for others.</param>
/// <param name="Value">What was used, spent or available when it was seen.</param>
/// <param name="RaisedAt">When it was seen, by the customer's clock.</param>
internal sealed record AlertResponse(
    Id<Alert> Id,
    AlertKind Type,
    string Source,
    Id<Customer> CustomerId,
    Id<Metric>? BillableMetricId,
    Currency? Currency,
    Instant? WindowStart,
    Instant? WindowEnd,
    decimal Threshold,
    int? Percent,
    decimal Value,
    Instant RaisedAt)
{
    public string Object => "alert";

    public static AlertResponse Of(Alert alert) => new(
        alert.Id,
        alert.Kind,
        alert.Source,
        alert.CustomerId,
        alert.MetricId,
        alert.Currency,
        alert.Window?.Start,
        alert.Window is { } window && MeasureWindows.HasEnd(window) ? window.End : null,
        alert.Threshold,
        alert.Percent,
        alert.Value,
        alert.At);
}
