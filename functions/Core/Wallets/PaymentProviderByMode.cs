using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Sends the payments of each mode to a provider of its own, so that test mode never asks for money.</summary>
/// <param name="test">Takes those of test mode.</param>
/// <param name="live">Takes those of live mode.</param>
public sealed class PaymentProviderByMode(IPaymentProvider test, IPaymentProvider live) : IPaymentProvider
{
    /// <inheritdoc/>
    public FieldError? Check(Tenant tenant, decimal amount, Currency currency) => Of(tenant).Check(tenant, amount, currency);

    /// <inheritdoc/>
    public ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation) =>
        Of(tenant).AskAsync(tenant, payment, cancellation);

    /// <inheritdoc/>
    public Refusal? CheckMethod(Tenant tenant, string? testToken) => Of(tenant).CheckMethod(tenant, testToken);

    /// <inheritdoc/>
    public ValueTask<PaymentMethodIntent> AskMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) =>
        Of(tenant).AskMethodAsync(tenant, method, cancellation);

    /// <inheritdoc/>
    public ValueTask ForgetMethodAsync(Tenant tenant, PaymentMethod method, CancellationToken cancellation) =>
        Of(tenant).ForgetMethodAsync(tenant, method, cancellation);

    /// <inheritdoc/>
    public ValueTask<PaymentRefundIntent> AskRefundAsync(Tenant tenant, Payment payment, PaymentRefund refund, CancellationToken cancellation) =>
        Of(tenant).AskRefundAsync(tenant, payment, refund, cancellation);

    private IPaymentProvider Of(Tenant tenant) => tenant.Mode == Mode.Test ? test : live;
}
