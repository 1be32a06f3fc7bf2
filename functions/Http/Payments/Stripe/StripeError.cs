using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Why Stripe does not do what it was asked. Its message is for developers, and is not kept: it may repeat what was sent.</summary>
/// <param name="Type">The kind, for example <c>card_error</c>.</param>
/// <param name="Code">The reason, where there is one.</param>
/// <param name="DeclineCode">What the card's bank says, where it said something.</param>
/// <param name="PaymentIntent">The charge that was declined, where one was.</param>
internal sealed record StripeError(string? Type, string? Code, string? DeclineCode, StripeIntent? PaymentIntent = null)
{
    /// <summary>As <see cref="Word"/>, of a charge without the customer: that the bank demands the customer's consent comes before how the bank says it.</summary>
    public string ChargeWord => Code == IPaymentProvider.AuthenticationRequired ? IPaymentProvider.AuthenticationRequired : Word;

    /// <summary>The most telling of them.</summary>
    public string Word => DeclineCode ?? Code ?? Type ?? "unknown";
}
