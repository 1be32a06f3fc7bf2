namespace Tallystick.Http.Payments;

/// <summary>Money that is to go back to where a payment came from.</summary>
/// <param name="Amount">How much, more than 0, in whole minor units of the payment's currency. Required.</param>
/// <param name="Reason">Why, at most 500 characters; the customer is not told.</param>
/// <param name="IdempotencyKey">Unique within the payment, at most 255 characters: sent again, it leads to the same refund.</param>
internal sealed record PaymentRefundRequest(decimal? Amount, string? Reason, string? IdempotencyKey);
