using Tallystick.Core.Payments;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a Refund.</summary>
/// <remarks>See https://docs.stripe.com/api/refunds/object.</remarks>
/// <param name="Id">Its name: <c>re_…</c>.</param>
/// <param name="Status"><c>pending</c>, <c>requires_action</c>, <c>succeeded</c>, <c>failed</c> or <c>canceled</c>.</param>
/// <param name="FailureReason">Why it failed, where it did.</param>
/// <param name="Metadata">What this host wrote on it.</param>
internal sealed record StripeRefund(string Id, string? Status, string? FailureReason, IReadOnlyDictionary<string, string>? Metadata) : IStripeObject
{
    public PaymentRefundIntent ToIntent() => Status switch
    {
        "succeeded" => new PaymentRefundIntent(Id, PaymentRefundStatus.Succeeded),
        "failed" or "canceled" => new PaymentRefundIntent(Id, PaymentRefundStatus.Failed) { FailureCode = FailureReason ?? Status },
        _ => new PaymentRefundIntent(Id, PaymentRefundStatus.Pending),
    };
}
