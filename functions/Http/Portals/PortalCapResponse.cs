using NodaTime;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;
using Tallystick.Http.Limits;

namespace Tallystick.Http.Portals;

/// <summary>The most that a customer may spend or use in a window.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SetBy">The customer, who may change it, or the merchant.</param>
/// <param name="MetricName">Of what; null for the spend on all.</param>
/// <param name="Unit">The unit of a quantity; null for money.</param>
/// <param name="Currency">The currency of money; null for a quantity.</param>
/// <param name="Amount">The most that a window allows.</param>
/// <param name="Used">What was used or spent in it, as far as it is counted.</param>
/// <param name="Reserved">What work under way may still use.</param>
/// <param name="Left">What is left.</param>
/// <param name="Window">In which time.</param>
/// <param name="WindowEnd">When the next one begins; null where nobody knows.</param>
internal sealed record PortalCapResponse(
    Id<Cap> Id,
    LimitOwner SetBy,
    string? MetricName,
    string? Unit,
    Currency? Currency,
    decimal Amount,
    decimal Used,
    decimal Reserved,
    decimal Left,
    MeasureWindow? Window,
    Instant? WindowEnd)
{
    public static PortalCapResponse Of(CapStanding standing, Core.Catalog.Metric? metric) => new(
        standing.Cap.Id,
        standing.Cap.SetBy,
        metric?.Name,
        standing.Cap.Measure.Currency is null ? metric?.Unit : null,
        standing.Cap.Measure.Currency,
        standing.Cap.Amount,
        standing.Used,
        standing.Reserved,
        standing.Left,
        standing.Cap.Measure.Window,
        MeasureWindows.HasEnd(standing.Window) ? standing.Window.End : null);
}
