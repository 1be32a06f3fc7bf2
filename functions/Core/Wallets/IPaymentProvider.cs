using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Wallets;

/// <summary>Whoever takes money from customers.</summary>
/// <remarks>
/// <para>Contract:</para>
/// <list type="bullet">
/// <item>Creating is idempotent by the payment's id: asked again, the provider answers with the same intent, as it stands by then, and the
/// customer can pay it once only.</item>
/// <item>When the customer has paid, or cannot pay any more, the provider's message is checked by the host and handed to
/// <see cref="PaymentService.ConfirmAsync"/> or <see cref="PaymentService.FailAsync"/>, as often as it comes; both act once.</item>
/// <item>An intent that is confirmed when it is made needs no message.</item>
/// <item>In test mode no money moves.</item>
/// </list>
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>Asks for a payment.</summary>
    /// <exception cref="StoreUnavailableException">The provider cannot answer now, or the outcome is unknown: ask again.</exception>
    ValueTask<PaymentIntent> CreateAsync(Tenant tenant, Payment payment, CancellationToken cancellation);
}
