using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Billing;

/// <summary>The last attempt to charge an invoice to the customer's saved payment method.</summary>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="At">When it was made, by the customer's clock.</param>
/// <param name="Status">What has become of it; pending also while the customer is asked on a page.</param>
public sealed record InvoiceCharge(int Attempt, Instant At, PaymentStatus Status)
{
    /// <summary>The payment; null where none could be asked for.</summary>
    public Id<Payment>? PaymentId { get; init; }

    /// <summary>The provider's own word for why it failed; null where it has not. It stays while the customer is asked on a page instead.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureCode { get; init; }

    /// <summary>Where the customer pays what the bank would not let be charged without the customer; null where nothing is asked on a page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PaymentUrl { get; init; }

    /// <summary>When it is tried again; null where it was paid, is awaited, or nothing more is tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? NextAt { get; init; }
}
