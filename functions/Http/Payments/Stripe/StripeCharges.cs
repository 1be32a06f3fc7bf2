using System.Globalization;
using NodaTime;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Payments that are charged to saved methods without the customer: PaymentIntents that are confirmed as they are made.</summary>
/// <remarks>
/// <para>See https://docs.stripe.com/payments/save-and-reuse: <c>off_session</c> and <c>confirm</c>; a decline is the answer 402 with a <c>card_error</c>.</para>
/// <para>Stripe keeps idempotency keys for a day at least, and no longer (https://docs.stripe.com/api/idempotent_requests). So what may have been made before is looked
/// for first: whenever it is asked again, nothing is charged twice.</para>
/// </remarks>
/// <param name="client">Speaks with Stripe.</param>
internal sealed class StripeCharges(StripeClient client)
{
    /// <summary>What the names of PaymentIntents begin with.</summary>
    public const string Prefix = "pi_";

    private const string Intents = "v1/payment_intents";

    /// <summary>How far this machine's clock may be behind or ahead of Stripe's.</summary>
    private static readonly Duration Skew = Duration.FromHours(1);

    public async Task<PaymentIntent> AskAsync(Tenant tenant, Payment payment, ChargedMethod method, CancellationToken cancellation)
    {
        if (payment.ProviderReference is { } reference)
        {
            var read = await client.GetAsync<StripeIntent>($"{Intents}/{Uri.EscapeDataString(reference)}", cancellation);
            return read.Value?.ToIntent(payment)
                ?? throw new StoreUnavailableException($"Stripe does not tell how the payment {payment.Id} stands: {read.Refusal?.Word}.");
        }

        var since = (payment.CreatedAt - Skew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var query = $"{Intents}?customer={Uri.EscapeDataString(method.ProviderCustomer)}&created[gte]={since}";
        if (await client.FindAsync<StripeIntent>(query, StripeMetadata.Payment, payment.Id.ToString(), cancellation) is { } found)
        {
            return found.ToIntent(payment);
        }

        var made = await client.PostAsync<StripeIntent>(Intents, payment.Id.ToString(), FormOf(tenant, payment, method), cancellation);
        return made.Value?.ToIntent(payment)
            ?? new PaymentIntent(made.Refusal!.PaymentIntent?.Id, null, PaymentStatus.Failed) { FailureCode = made.Refusal.ChargeWord };
    }

    /// <summary>Made of the payment alone: asked again with the same key, Stripe demands the same words.</summary>
    private static Dictionary<string, string> FormOf(Tenant tenant, Payment payment, ChargedMethod method) => new Dictionary<string, string>
    {
        ["amount"] = StripeAmount.Text(payment.Amount, payment.Currency),
        ["currency"] = payment.Currency.ToString().ToLowerInvariant(),
        ["customer"] = method.ProviderCustomer,
        ["payment_method"] = method.ProviderMethod,
        ["payment_method_types[0]"] = "card",
        ["off_session"] = "true",
        ["confirm"] = "true",
    }.With(tenant, (StripeMetadata.Payment, payment.Id));
}
