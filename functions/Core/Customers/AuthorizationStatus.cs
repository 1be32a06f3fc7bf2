namespace Tallystick.Core.Customers;

/// <summary>How an authorization link stands at a time.</summary>
public enum AuthorizationStatus
{
    /// <summary>It can be accepted.</summary>
    Pending,

    /// <summary>It was accepted: there are a customer and a subscription.</summary>
    Completed,

    /// <summary>It was not accepted in time.</summary>
    Expired,
}
