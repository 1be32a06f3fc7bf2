namespace Tallystick.Core.Customers;

/// <summary>Who asked for a change of a subscription.</summary>
public enum Party
{
    /// <summary>The merchant, by the API or by the rules of dunning.</summary>
    Merchant,

    /// <summary>The customer, on the portal.</summary>
    Customer,
}
