using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>
/// <see cref="IPaymentProvider"/> on Stripe: a payment is a Checkout Session, on whose page the customer pays, or the charge of a method that was saved on such a page.
/// </summary>
/// <param name="client">Speaks with Stripe.</param>
/// <param name="settings">Where customers come back to.</param>
internal sealed class StripePaymentProvider(StripeClient client, StripeSettings settings) : IPaymentProvider
{
    private readonly StripeCharges charges = new(client);
    private readonly StripeMethods methods = new(client, settings);
    private readonly StripeRefunds refunds = new(client);

    /// <inheritdoc/>
    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) =>
        StripeAmount.Of(amount, currency) is not null ? null
        : StripeAmount.RuleOf(currency) is { } rule ? new FieldError("amount", rule, "INVALID_VALUE")
        : new FieldError("currency", $"must be one that Stripe takes, which {currency} is not", "INVALID_VALUE");

    /// <inheritdoc/>
    public async ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        if (payment.Charge?.Method is { } method)
        {
            return await charges.AskAsync(tenant, payment, method, cancellation);
        }

        if (payment.ProviderReference is { } reference)
        {
            // Asked for before there was an account at Stripe: the operator confirms it, as was agreed then.
            if (!StripeSession.IsName(reference))
            {
                return new PaymentIntent(reference, payment.PaymentUrl, PaymentStatus.Pending);
            }

            var read = await client.GetAsync<StripeSession>(StripeSession.PathOf(reference), cancellation);
            return read.Value?.ToIntent(payment)
                ?? throw new StoreUnavailableException($"Stripe does not tell how the payment {payment.Id} stands: {read.Refusal?.Word}.");
        }

        var made = await client.PostAsync<StripeSession>(StripeSession.Path, payment.Id.ToString(), FormOf(tenant, payment), cancellation);
        return made.Value?.ToIntent(payment) ?? new PaymentIntent(null, null, PaymentStatus.Failed) { FailureCode = made.Refusal?.Word };
    }

    /// <inheritdoc/>
    public Refusal? CheckMethod(Tenant tenant, string? testToken) =>
        testToken is null ? null : Refusal.Invalid("testToken", "is for test mode: the customer saves a method on the page that the answer names");

    /// <inheritdoc/>
    public async ValueTask<PaymentMethodIntent> AskMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) =>
        await methods.AskAsync(tenant, method, cancellation);

    /// <inheritdoc/>
    public async ValueTask ForgetMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) => await methods.ForgetAsync(method, cancellation);

    /// <inheritdoc/>
    public async ValueTask<PaymentRefundIntent> AskRefundAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation) =>
        await refunds.AskAsync(tenant, payment, refund, cancellation);

    /// <summary>Made of the payment alone: asked again with the same key, Stripe demands the same words.</summary>
    private Dictionary<string, string> FormOf(Tenant tenant, Payment payment)
    {
        var back = new Uri(settings.PublicUrl, $"/pay/{tenant}/{payment.Id}").AbsoluteUri;
        return new Dictionary<string, string>
        {
            ["mode"] = "payment",
            ["client_reference_id"] = payment.Id.ToString(),
            ["line_items[0][quantity]"] = "1",
            ["line_items[0][price_data][currency]"] = payment.Currency.ToString().ToLowerInvariant(),
            ["line_items[0][price_data][unit_amount]"] = StripeAmount.Text(payment.Amount, payment.Currency),
            ["line_items[0][price_data][product_data][name]"] = "Prepaid balance",
            ["adaptive_pricing[enabled]"] = "false", // the wallet's currency is the one that is paid in
            ["expand[0]"] = "payment_intent",
            ["success_url"] = back,
            ["cancel_url"] = back,
        }.With(tenant, (StripeMetadata.Payment, payment.Id));
    }
}
