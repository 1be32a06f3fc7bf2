namespace Tallystick.Core.Wallets;

/// <summary>A provider's answer to the wish to be paid.</summary>
/// <param name="Reference">The provider's own name for the payment.</param>
/// <param name="Url">Where the customer pays: absolute, or a path on this host.</param>
/// <param name="Confirmed">True where the money is there already.</param>
public sealed record PaymentIntent(string Reference, string Url, bool Confirmed);
