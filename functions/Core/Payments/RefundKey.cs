using Tallystick.Core.Values;

namespace Tallystick.Core.Payments;

/// <summary>Which refund an idempotency key has led to.</summary>
/// <param name="Refund">The refund.</param>
internal sealed record RefundKey(Id<PaymentRefund> Refund);
