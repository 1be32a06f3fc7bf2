namespace Tallystick.Core.Wallets;

/// <summary>A provider's answer to the wish to be paid.</summary>
/// <param name="Reference">The provider's own name for the payment; null where it was refused at once.</param>
/// <param name="Url">Where the customer pays: absolute, or a path on this host; null where there is nothing to pay any more.</param>
/// <param name="Status">How it stands.</param>
public sealed record PaymentIntent(string? Reference, string? Url, PaymentStatus Status)
{
    /// <summary>The provider's own word for why it has failed, such as <c>card_declined</c>; null where it has not.</summary>
    public string? FailureCode { get; init; }
}
