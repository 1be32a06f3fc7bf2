using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Money on its way from a customer into the wallet.</summary>
public sealed record Payment : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "pay";

    /// <summary>The payment's id; names its customer, see <see cref="PaymentIds"/>.</summary>
    public required Id<Payment> Id { get; init; }

    /// <summary>How much, more than 0, payable in the currency's minor unit.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Who pays.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The merchant's key for it, 1 to 255 characters, unique within the customer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>What has become of it.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>Where the customer pays; null until the provider has said so.</summary>
    public string? PaymentUrl { get; init; }

    /// <summary>The provider's own name for it; null until the provider has said so.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>The provider's own word for why it failed, such as <c>card_declined</c>; null where it has not, or nobody knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureCode { get; init; }

    /// <summary>The invoice that it is to pay for, and what is charged; null where a merchant or an automatic top-up asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentCharge? Charge { get; init; }

    /// <summary>What of it goes back, or went: its refunds but those that have failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal RefundedAmount { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant CreatedAt { get; init; }
}
