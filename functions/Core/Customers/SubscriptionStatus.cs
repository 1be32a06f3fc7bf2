namespace Tallystick.Core.Customers;

/// <summary>How a subscription stands at a time.</summary>
public enum SubscriptionStatus
{
    /// <summary>Waits for the payment of its first invoice.</summary>
    PendingPayment,

    /// <summary>Usage is billed.</summary>
    Active,

    /// <summary>Has ended.</summary>
    Terminated,
}
