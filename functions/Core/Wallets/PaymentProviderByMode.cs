using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Wallets;

/// <summary>Sends the payments of each mode to a provider of its own, so that test mode never asks for money.</summary>
/// <param name="test">Takes those of test mode.</param>
/// <param name="live">Takes those of live mode.</param>
public sealed class PaymentProviderByMode(IPaymentProvider test, IPaymentProvider live) : IPaymentProvider
{
    /// <inheritdoc/>
    public ValueTask<PaymentIntent> CreateAsync(Tenant tenant, Payment payment, CancellationToken cancellation) =>
        (tenant.Mode == Mode.Test ? test : live).CreateAsync(tenant, payment, cancellation);
}
