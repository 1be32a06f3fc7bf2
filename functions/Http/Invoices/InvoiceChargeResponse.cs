using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Http.Hosting;

namespace Tallystick.Http.Invoices;

/// <summary>The last attempt to charge an invoice to the customer's saved payment method.</summary>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="At">When it was made.</param>
/// <param name="Status">What has become of it; <c>pending</c> also while the customer is asked at <c>paymentUrl</c>.</param>
/// <param name="PaymentId">The payment; null where none could be asked for.</param>
/// <param name="FailureCode">The provider's own word for why it failed, such as <c>card_declined</c>.</param>
/// <param name="PaymentUrl">Where the customer pays what the bank does not let be charged without the customer.</param>
/// <param name="NextAt">When it is tried again; null where it is not.</param>
internal sealed record InvoiceChargeResponse(
    int Attempt, Instant At, PaymentStatus Status, Id<Payment>? PaymentId, string? FailureCode, string? PaymentUrl, Instant? NextAt)
{
    /// <param name="charge">The attempt; null for none.</param>
    /// <param name="origin">Scheme and authority of this host: providers' addresses may be paths on it.</param>
    public static InvoiceChargeResponse? Of(InvoiceCharge? charge, string origin) => charge is null
        ? null
        : new(charge.Attempt, charge.At, charge.Status, charge.PaymentId, charge.FailureCode, PublicOrigin.Complete(origin, charge.PaymentUrl), charge.NextAt);
}
