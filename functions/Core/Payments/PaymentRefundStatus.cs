namespace Tallystick.Core.Payments;

/// <summary>What has become of a refund.</summary>
public enum PaymentRefundStatus
{
    /// <summary>The money has left the wallet, and the provider has not said that it went out.</summary>
    Pending,

    /// <summary>On its way to the customer.</summary>
    Succeeded,

    /// <summary>Not given back: it is in the wallet again.</summary>
    Failed,
}
