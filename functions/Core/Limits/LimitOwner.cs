namespace Tallystick.Core.Limits;

/// <summary>Who has set a cap or a rule of alerts, and may change it.</summary>
public enum LimitOwner
{
    /// <summary>The merchant, who may change what customers have set as well.</summary>
    Merchant,

    /// <summary>The customer that it is for, beside whatever the merchant has set.</summary>
    Customer,
}
