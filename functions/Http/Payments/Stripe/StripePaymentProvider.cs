using System.Globalization;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary><see cref="IPaymentProvider"/> on Stripe: each payment is a Checkout Session, on whose page the customer pays.</summary>
/// <param name="client">Speaks with Stripe.</param>
/// <param name="settings">Where customers come back to.</param>
internal sealed class StripePaymentProvider(StripeClient client, StripeSettings settings) : IPaymentProvider
{
    /// <summary>The name in a session's metadata that the tenant is under.</summary>
    public const string TenantKey = "tallystick_tenant";

    /// <summary>The name in a session's metadata that the payment is under.</summary>
    public const string PaymentKey = "tallystick_payment";

    private const string SessionPrefix = "cs_";
    private const string Sessions = "v1/checkout/sessions";

    /// <inheritdoc/>
    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) =>
        StripeAmount.Of(amount, currency) is not null ? null
        : StripeAmount.RuleOf(currency) is { } rule ? new FieldError("amount", rule, "INVALID_VALUE")
        : new FieldError("currency", $"must be one that Stripe takes, which {currency} is not", "INVALID_VALUE");

    /// <inheritdoc/>
    public async ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        if (payment.ProviderReference is { } reference)
        {
            // Asked for before there was an account at Stripe: the operator confirms it, as was agreed then.
            if (!reference.StartsWith(SessionPrefix, StringComparison.Ordinal))
            {
                return new PaymentIntent(reference, payment.PaymentUrl, PaymentStatus.Pending);
            }

            var read = await client.GetAsync<StripeSession>($"{Sessions}/{Uri.EscapeDataString(reference)}?expand[]=payment_intent", cancellation);
            return read.Value?.ToIntent(payment)
                ?? throw new StoreUnavailableException($"Stripe does not tell how the payment {payment.Id} stands: {read.Refusal?.Word}.");
        }

        var made = await client.PostAsync<StripeSession>(Sessions, payment.Id.ToString(), FormOf(tenant, payment), cancellation);
        return made.Value?.ToIntent(payment) ?? new PaymentIntent(null, null, PaymentStatus.Failed) { FailureCode = made.Refusal?.Word };
    }

    /// <summary>Made of the payment alone: asked again with the same key, Stripe demands the same words.</summary>
    private Dictionary<string, string> FormOf(Tenant tenant, Payment payment)
    {
        var units = StripeAmount.Of(payment.Amount, payment.Currency)
            ?? throw new InvalidOperationException($"The amount of {payment.Id} was not checked before it was written.");
        var back = new Uri(settings.PublicUrl, $"/pay/{tenant}/{payment.Id}").AbsoluteUri;
        return new()
        {
            ["mode"] = "payment",
            ["client_reference_id"] = payment.Id.ToString(),
            ["line_items[0][quantity]"] = "1",
            ["line_items[0][price_data][currency]"] = payment.Currency.ToString().ToLowerInvariant(),
            ["line_items[0][price_data][unit_amount]"] = units.ToString(CultureInfo.InvariantCulture),
            ["line_items[0][price_data][product_data][name]"] = "Prepaid balance",
            ["adaptive_pricing[enabled]"] = "false", // the wallet's currency is the one that is paid in
            ["expand[0]"] = "payment_intent",
            ["success_url"] = back,
            ["cancel_url"] = back,
            [$"metadata[{TenantKey}]"] = tenant.ToString(),
            [$"metadata[{PaymentKey}]"] = payment.Id.ToString(),
        };
    }
}
