namespace Tallystick.Core.Customers;

/// <summary>How a subscription stands at a time.</summary>
public enum SubscriptionStatus
{
    /// <summary>Waits for the payment of its first invoice.</summary>
    PendingPayment,

    /// <summary>Usage is billed.</summary>
    Active,

    /// <summary>On trial: usage is counted, and free.</summary>
    Trialing,

    /// <summary>Paused: usage is rejected.</summary>
    Paused,

    /// <summary>Has ended.</summary>
    Terminated,
}
