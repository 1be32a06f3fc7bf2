namespace Tallystick.Core.Billing;

/// <summary>What billing periods keep in step with.</summary>
public enum BillingAlignment
{
    /// <summary>The start of the subscription, or the plan's anchor day.</summary>
    Anniversary,

    /// <summary>The calendar: midnights, Mondays, first days of months, of quarters from January on, of years.</summary>
    Calendar,
}
