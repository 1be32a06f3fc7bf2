namespace Tallystick.Http.Payments.Stripe;

/// <summary>Why Stripe does not do what it was asked. Its message is for developers, and is not kept: it may repeat what was sent.</summary>
/// <param name="Type">The kind, for example <c>card_error</c>.</param>
/// <param name="Code">The reason, where there is one.</param>
/// <param name="DeclineCode">What the card's bank says, where it said something.</param>
internal sealed record StripeError(string? Type, string? Code, string? DeclineCode)
{
    /// <summary>The most telling of them.</summary>
    public string Word => DeclineCode ?? Code ?? Type ?? "unknown";
}
