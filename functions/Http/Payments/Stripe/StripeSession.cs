using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>What this host reads of a Checkout Session: a page of Stripe's on which a customer pays once, within a day.</summary>
/// <remarks>See https://docs.stripe.com/api/checkout/sessions/object.</remarks>
/// <param name="Id">Its name: <c>cs_…</c>.</param>
/// <param name="Url">The page; null where there is nothing to pay any more.</param>
/// <param name="Status"><c>open</c>, <c>complete</c> or <c>expired</c>.</param>
/// <param name="PaymentStatus"><c>paid</c> or <c>unpaid</c>.</param>
/// <param name="AmountTotal">How much, in Stripe's unit.</param>
/// <param name="Currency">In what, in small letters.</param>
/// <param name="PaymentIntent">The payment behind it, once the customer has tried.</param>
internal sealed record StripeSession(
    string Id, string? Url, string? Status, string? PaymentStatus, long? AmountTotal, string? Currency, StripeIntent? PaymentIntent)
{
    /// <summary>Where sessions are.</summary>
    public const string Path = "v1/checkout/sessions";

    /// <summary>True for the name of a session.</summary>
    public static bool IsName(string reference) => reference.StartsWith("cs_", StringComparison.Ordinal);

    /// <summary>Where a session is read, with the payment behind it.</summary>
    public static string PathOf(string reference) => $"{Path}/{Uri.EscapeDataString(reference)}?expand[]=payment_intent";

    /// <summary>What it says of a payment.</summary>
    /// <exception cref="StoreUnavailableException">It is of another amount: nobody's money is taken for something else.</exception>
    public PaymentIntent ToIntent(Payment payment)
    {
        StripeAmount.Demand(payment, AmountTotal, Currency);
        return this switch
        {
            { PaymentStatus: "paid" } => Intent(Core.Wallets.PaymentStatus.Succeeded),
            { Status: "expired" } => Intent(Core.Wallets.PaymentStatus.Failed) with { FailureCode = "expired" },
            // Paid by debit or transfer, which did not go through days later: the page is not open for another try.
            { Status: "complete", PaymentIntent: { Status: "requires_payment_method" or "canceled" } failed } =>
                Intent(Core.Wallets.PaymentStatus.Failed) with { FailureCode = failed.LastPaymentError?.Word ?? failed.Status },
            _ => Intent(Core.Wallets.PaymentStatus.Pending),
        };
    }

    private PaymentIntent Intent(PaymentStatus status) => new(Id, Url, status);
}
