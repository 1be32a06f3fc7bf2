namespace Tallystick.Http.Payments.Stripe;

/// <summary>Something of Stripe's that is found in a list by what this host wrote on it.</summary>
internal interface IStripeObject
{
    /// <summary>Stripe's name for it.</summary>
    string Id { get; }

    /// <summary>What this host wrote on it; null for nothing.</summary>
    IReadOnlyDictionary<string, string>? Metadata { get; }
}
