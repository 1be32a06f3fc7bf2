using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Http.Payments.Stripe;

/// <summary>Methods that customers save on a page of Stripe's: Checkout Sessions in <c>setup</c> mode. Cards, which can be charged without the customer at once.</summary>
/// <remarks>See https://docs.stripe.com/payments/checkout/save-and-reuse.</remarks>
/// <param name="client">Speaks with Stripe.</param>
/// <param name="settings">Where customers come back to.</param>
internal sealed class StripeMethods(StripeClient client, StripeSettings settings)
{
    private const string Sessions = "v1/checkout/sessions";

    public async Task<PaymentMethodIntent> AskAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation)
    {
        if (method.SetupReference is { } reference)
        {
            var read = await client.GetAsync<StripeSetupSession>($"{Sessions}/{Uri.EscapeDataString(reference)}?expand[]=setup_intent.payment_method", cancellation);
            return read.Value?.ToIntent()
                ?? throw new StoreUnavailableException($"Stripe does not tell how the method {method.Id} stands: {read.Refusal?.Word}.");
        }

        var customer = method.ProviderCustomer ?? await CustomerAsync(tenant, method, cancellation);
        var back = new Uri(settings.PublicUrl, $"/pay/{tenant}/methods/{method.Id}").AbsoluteUri;
        var form = new Dictionary<string, string>
        {
            ["mode"] = "setup",
            ["client_reference_id"] = method.Id.ToString(),
            ["customer"] = customer,
            ["payment_method_types[0]"] = "card",
            ["expand[0]"] = "setup_intent.payment_method",
            ["success_url"] = back,
            ["cancel_url"] = back,
        }.With(tenant, (StripeMetadata.Method, method.Id));
        var made = await client.PostAsync<StripeSetupSession>(Sessions, method.Id.ToString(), form, cancellation);
        return made.Value?.ToIntent() ?? new PaymentMethodIntent(null, null, PaymentMethodStatus.Failed);
    }

    /// <summary>Detaches the method, so that it can be charged no more; or closes the page, where it is not saved yet. What is done already is refused, which is as well.</summary>
    public async Task ForgetAsync(PaymentMethod method, CancellationToken cancellation)
    {
        if (method.ProviderMethod is { } saved)
        {
            await client.PostAsync<StripeMethod>($"v1/payment_methods/{Uri.EscapeDataString(saved)}/detach", $"{method.Id}:detach", [], cancellation);
        }
        else if (method.SetupReference is { } session)
        {
            await client.PostAsync<StripeSetupSession>($"{Sessions}/{Uri.EscapeDataString(session)}/expire", $"{method.Id}:expire", [], cancellation);
        }
    }

    /// <summary>One for each of the merchant's customers; nothing of whom it is goes there.</summary>
    private async Task<string> CustomerAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>().With(tenant, (StripeMetadata.Customer, method.CustomerId));
        var made = await client.PostAsync<StripeCustomer>("v1/customers", $"{method.CustomerId}:customer", form, cancellation);
        return made.Value?.Id ?? throw new StoreUnavailableException($"Stripe makes no customer for the method {method.Id}: {made.Refusal?.Word}.");
    }
}
