namespace Tallystick.Core.Payments;

/// <summary>A provider's answer to the wish to give money back.</summary>
/// <param name="Reference">The provider's own name for the refund; null where it was refused at once, or is made by hand.</param>
/// <param name="Status">How it stands.</param>
public sealed record PaymentRefundIntent(string? Reference, PaymentRefundStatus Status)
{
    /// <summary>The provider's own word for why it has failed; null where it has not.</summary>
    public string? FailureCode { get; init; }
}
