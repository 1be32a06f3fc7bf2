using Tallystick.Core.Limits;
using Tallystick.Core.Values;

namespace Tallystick.Http.Portals;

/// <summary>When a customer wants to be told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Of what.</param>
/// <param name="Threshold">From when on.</param>
/// <param name="Currency">In what.</param>
/// <param name="Window">In which time; null for a balance.</param>
internal sealed record PortalAlertRuleResponse(Id<AlertRule> Id, AlertKind Type, decimal Threshold, Currency? Currency, MeasureWindow? Window)
{
    public static PortalAlertRuleResponse Of(AlertRule rule) => new(rule.Id, rule.Kind, rule.Threshold, rule.Measure.Currency, rule.Measure.Window);
}
