using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Payments;

/// <summary>Money on its way into a customer's wallet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">Who pays.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In what.</param>
/// <param name="Status">What has become of it; <c>succeeded</c> means that it is in the wallet.</param>
/// <param name="PaymentUrl">The page where the customer pays, or sees how the payment stands.</param>
/// <param name="FailureCode">The provider's own word for why it failed, such as <c>card_declined</c>; null where it has not.</param>
/// <param name="RefundedAmount">What of it goes back to where it came from, or went.</param>
/// <param name="InvoiceId">The invoice that it is to pay for; null where it was asked for by other means.</param>
/// <param name="IdempotencyKey">The merchant's key for it.</param>
/// <param name="CreatedAt">When it was asked for.</param>
internal sealed record PaymentResponse(
    Id<Payment> Id,
    Id<Merchant> MerchantId,
    Id<Customer> CustomerId,
    decimal Amount,
    Currency Currency,
    PaymentStatus Status,
    string? PaymentUrl,
    string? FailureCode,
    decimal RefundedAmount,
    Id<Invoice>? InvoiceId,
    string IdempotencyKey,
    Instant CreatedAt)
{
    public string Object => "payment";

    /// <param name="tenant">Whose it is.</param>
    /// <param name="origin">Scheme and authority of this host: providers' addresses may be paths on it.</param>
    public static Func<Payment, PaymentResponse> For(Tenant tenant, string origin) => payment => new(
        payment.Id,
        tenant.Merchant,
        payment.CustomerId,
        payment.Amount,
        payment.Currency,
        payment.Status,
        PublicOrigin.Complete(origin, payment.PaymentUrl),
        payment.FailureCode,
        payment.RefundedAmount,
        payment.Charge?.Invoice,
        payment.IdempotencyKey,
        payment.CreatedAt);
}
