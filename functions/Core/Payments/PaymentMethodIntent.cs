namespace Tallystick.Core.Payments;

/// <summary>A provider's answer to the wish to save a payment method.</summary>
/// <param name="Reference">The provider's own name for the setting up; null where it was refused at once.</param>
/// <param name="Url">Where the customer sets it up: absolute; null where there is nothing to set up any more.</param>
/// <param name="Status">How it stands.</param>
public sealed record PaymentMethodIntent(string? Reference, string? Url, PaymentMethodStatus Status)
{
    /// <summary>The provider's own name for the customer; with an active method.</summary>
    public string? ProviderCustomer { get; init; }

    /// <summary>The provider's own name for the method; with an active method.</summary>
    public string? ProviderMethod { get; init; }

    /// <summary>What the card looks like; null where it is none.</summary>
    public SavedCard? Card { get; init; }
}
