namespace Tallystick.Core.Payments;

/// <summary>What has become of a payment method.</summary>
public enum PaymentMethodStatus
{
    /// <summary>The customer has yet to set it up on the provider's page.</summary>
    Pending,

    /// <summary>Set up: it can be charged.</summary>
    Active,

    /// <summary>Will not be set up.</summary>
    Failed,

    /// <summary>Taken away: it is not charged any more. No method that is kept has this.</summary>
    Deleted,
}
