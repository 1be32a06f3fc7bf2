using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>Decides what of a payment may go back, and what becomes of a refund by what its provider answers.</summary>
internal static class RefundDecision
{
    /// <summary>
    /// Null where an amount may go back. Refused: the field where it is not above 0 in whole minor units; <c>PAYMENT_NOT_SUCCEEDED</c>;
    /// <c>REFUND_EXCEEDS_PAYMENT</c>.
    /// </summary>
    internal static Refusal? Check(Payment payment, decimal amount)
    {
        var left = payment.Amount - payment.RefundedAmount;
        return amount <= 0 || !Exact.Fits(amount) || Exact.Round(amount, payment.Currency.MinorUnitDigits) != amount
                ? Refusal.Invalid("amount", $"must be more than 0, with at most {payment.Currency.MinorUnitDigits} digits after the decimal point in {payment.Currency}")
            : payment.Status != PaymentStatus.Succeeded ? Refusal.Conflict("PAYMENT_NOT_SUCCEEDED", "The payment has not been made: there is nothing to give back.")
            : amount > left
                ? Refusal.Conflict("REFUND_EXCEEDS_PAYMENT", $"{DecimalJsonConverter.Format(left)} {payment.Currency} of the payment can be given back.")
            : null;
    }

    /// <summary>The refund after an answer, the same where that is no news. One that has failed stays so: <c>REFUND_RESOLVED</c> for any other answer.</summary>
    internal static Result<PaymentRefund> Answer(PaymentRefund before, PaymentRefundIntent intent)
    {
        if (before.Status == PaymentRefundStatus.Failed)
        {
            return intent.Status == PaymentRefundStatus.Failed ? before : Refusal.Conflict("REFUND_RESOLVED", $"The refund '{before.Id}' has failed.");
        }

        // One that has succeeded may still come back, and nothing else.
        return before.Status == PaymentRefundStatus.Succeeded && intent.Status == PaymentRefundStatus.Pending
            ? before
            : before with
            {
                ProviderReference = before.ProviderReference ?? intent.Reference,
                Status = intent.Status,
                FailureCode = intent.FailureCode,
            };
    }
}
