using Tallystick.Core.Payments;
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
/// <item>A payment that names a saved method is taken from it at once, without the customer, and at most once, however long after the first time it is asked
/// again. Where the bank demands the customer's consent it has failed with <see cref="AuthenticationRequired"/>.</item>
/// <item>Setting up a method, and refunds, are idempotent by their ids in the same way. A refund that has failed stays so; one that has succeeded may still come
/// back, and has failed then.</item>
/// <item>In test mode no money moves.</item>
/// </list>
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>The failure code of a charge that the customer has to consent to on a page.</summary>
    const string AuthenticationRequired = "authentication_required";

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

    /// <summary>What is wrong with the wish to save a payment method; null where it can be set up. Asks nobody.</summary>
    /// <param name="tenant">Who is to be paid.</param>
    /// <param name="testToken">Which of the made-up methods of test mode; null for none.</param>
    Refusal? CheckMethod(Tenant tenant, string? testToken);

    /// <summary>Asks for a method to be set up, or how one stands that was asked for.</summary>
    /// <param name="tenant">Who is to be paid.</param>
    /// <param name="method">The method; with what the provider has said of it before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The provider cannot answer now, or the outcome is unknown: ask again.</exception>
    ValueTask<PaymentMethodIntent> AskMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation);

    /// <summary>Lets go of a method, so that it can be charged no more. Repeated it changes nothing.</summary>
    /// <param name="tenant">Who was to be paid.</param>
    /// <param name="method">The method.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The provider cannot answer now, or the outcome is unknown: ask again.</exception>
    ValueTask ForgetMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation);

    /// <summary>Gives back part of a payment, or says how a refund stands that was asked for.</summary>
    /// <param name="tenant">Who was paid.</param>
    /// <param name="payment">The payment, which has succeeded.</param>
    /// <param name="refund">The refund; with <see cref="PaymentRefund.ProviderReference"/> where the provider has answered before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The provider cannot answer now, or the outcome is unknown: ask again.</exception>
    ValueTask<PaymentRefundIntent> AskRefundAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation);
}
