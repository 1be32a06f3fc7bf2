namespace Tallystick.Core.Wallets;

/// <summary>What has become of a payment. All but <see cref="Pending"/> are final.</summary>
public enum PaymentStatus
{
    /// <summary>The customer has yet to pay.</summary>
    Pending,

    /// <summary>Paid, and in the wallet.</summary>
    Succeeded,

    /// <summary>Will not be paid.</summary>
    Failed,
}
