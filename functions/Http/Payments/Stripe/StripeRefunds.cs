using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Refunds of payments that were made at Stripe. As with charges, what may have been made before is looked for first.</summary>
/// <remarks>See https://docs.stripe.com/api/refunds and https://docs.stripe.com/refunds: one that has succeeded may fail later.</remarks>
/// <param name="client">Speaks with Stripe.</param>
internal sealed class StripeRefunds(StripeClient client)
{
    private const string Refunds = "v1/refunds";

    public async Task<PaymentRefundIntent> AskAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation)
    {
        if (refund.ProviderReference is { } reference)
        {
            var read = await client.GetAsync<StripeRefund>($"{Refunds}/{Uri.EscapeDataString(reference)}", cancellation);
            return read.Value?.ToIntent()
                ?? throw new StoreUnavailableException($"Stripe does not tell how the refund {refund.Id} stands: {read.Refusal?.Word}.");
        }

        if (await IntentOfAsync(payment, cancellation) is not { } intent)
        {
            // Paid before there was an account at Stripe, or another way: the operator gives it back, and confirms it.
            return new PaymentRefundIntent(null, PaymentRefundStatus.Pending);
        }

        var query = $"{Refunds}?payment_intent={Uri.EscapeDataString(intent)}";
        if (await client.FindAsync<StripeRefund>(query, StripeMetadata.Refund, refund.Id.ToString(), cancellation) is { } found)
        {
            return found.ToIntent();
        }

        var form = new Dictionary<string, string> { ["payment_intent"] = intent, ["amount"] = StripeAmount.Text(refund.Amount, refund.Currency) }
            .With(tenant, (StripeMetadata.Payment, payment.Id), (StripeMetadata.Refund, refund.Id));
        var made = await client.PostAsync<StripeRefund>(Refunds, refund.Id.ToString(), form, cancellation);
        return made.Value?.ToIntent() ?? new PaymentRefundIntent(null, PaymentRefundStatus.Failed) { FailureCode = made.Refusal!.Word };
    }

    /// <summary>The PaymentIntent of a payment; null for one that was not made at Stripe.</summary>
    private async Task<string?> IntentOfAsync(Payment payment, CancellationToken cancellation)
    {
        if (payment.ProviderReference is not { } reference || !StripeSession.IsName(reference))
        {
            return payment.ProviderReference is { } name && name.StartsWith(StripeCharges.Prefix, StringComparison.Ordinal) ? name : null;
        }

        var session = await client.GetAsync<StripeSession>(StripeSession.PathOf(reference), cancellation);
        return session.Value?.PaymentIntent?.Id
            ?? throw new StoreUnavailableException($"Stripe does not tell how the payment {payment.Id} was made: {session.Refusal?.Word}.");
    }
}
