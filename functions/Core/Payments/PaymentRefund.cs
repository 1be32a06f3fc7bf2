using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>Money on its way from the wallet back to where a payment came from.</summary>
public sealed record PaymentRefund : IIdentified
{
    /// <summary>How long a reason may be, in characters.</summary>
    public const int MaxReason = 500;

    /// <inheritdoc/>
    public static string IdPrefix => "re";

    /// <summary>The refund's id.</summary>
    public required Id<PaymentRefund> Id { get; init; }

    /// <summary>The payment of which it gives back.</summary>
    public required Id<Payment> PaymentId { get; init; }

    /// <summary>Who gets it.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>How much, above 0, at most the payment's amount less its other refunds.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The payment's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Why, in the merchant's words; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>What has become of it.</summary>
    public PaymentRefundStatus Status { get; init; }

    /// <summary>The provider's own name for it; null until the provider has said so.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>The provider's own word for why it failed; null where it has not.</summary>
    public string? FailureCode { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant CreatedAt { get; init; }
}
