using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Whoever takes money from customers.</summary>
/// <remarks>
/// <para>Contract:</para>
/// <list type="bullet">
/// <item>Asking is idempotent by the payment's id: asked again, the provider answers with the same intent, as it stands by then, and the
/// customer can pay it once only. Asking again is also how it is found out whether the customer has paid.</item>
/// <item>An intent that has succeeded or failed stays so.</item>
/// <item>An intent that is pending says where the customer pays, and has a name.</item>
/// <item>Exactly the payment's amount is taken: a provider that cannot take it says so by <see cref="Check"/>, before anything is written.</item>
/// <item>In test mode no money moves.</item>
/// </list>
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>What is wrong with an amount for this provider, by the names in the public API; null where it can be taken. Asks nobody.</summary>
    /// <param name="tenant">Who is paid.</param>
    /// <param name="amount">Above 0, payable in the currency's minor unit.</param>
    /// <param name="currency">Its currency.</param>
    FieldError? Check(Tenant tenant, decimal amount, Currency currency);

    /// <summary>Asks for a payment, or how one stands that was asked for.</summary>
    /// <param name="tenant">Who is paid.</param>
    /// <param name="payment">The payment; with <see cref="Payment.ProviderReference"/> where the provider has answered before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The provider cannot answer now, or the outcome is unknown: ask again.</exception>
    ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation);
}
