using NodaTime;
using Tallystick.Core.Limits;
using Tallystick.Core.Values;

namespace Tallystick.Http.Portals;

/// <summary>Something that a customer is told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What.</param>
/// <param name="Threshold">What was crossed.</param>
/// <param name="Percent">The threshold in per cent of a cap; null for others.</param>
/// <param name="Value">What was used, spent or available then.</param>
/// <param name="Currency">The currency of the amounts; null where they are quantities.</param>
/// <param name="RaisedAt">When it was seen.</param>
internal sealed record PortalAlertResponse(Id<Alert> Id, AlertKind Type, decimal Threshold, int? Percent, decimal Value, Currency? Currency, Instant RaisedAt)
{
    public static PortalAlertResponse Of(Alert alert) => new(alert.Id, alert.Kind, alert.Threshold, alert.Percent, alert.Value, alert.Currency, alert.At);
}
