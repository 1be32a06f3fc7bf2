using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Payments;

/// <summary>Sees how payments stand at the provider, each by its customer's clock.</summary>
/// <param name="payments">The payments.</param>
/// <param name="refunds">Their refunds.</param>
/// <param name="customers">Whose they are.</param>
/// <param name="clocks">What time it is for them.</param>
internal sealed class PaymentFollower(PaymentService payments, PaymentRefunds refunds, CustomerDirectory customers, Clocks clocks)
{
    /// <summary>A payment as the provider tells it by now, or the refusal <c>PAYMENT_NOT_FOUND</c>.</summary>
    public async Task<Result<Payment>> FollowAsync(Tenant tenant, Id<Payment> id, CancellationToken cancellation) =>
        (await payments.GetAsync(tenant, id, cancellation)).TryGet(out var payment, out var refused)
            ? await payments.FollowAsync(tenant, id, await NowForAsync(tenant, payment, cancellation), cancellation)
            : refused;

    /// <summary>A refund as the provider tells it by now, or the refusal <c>REFUND_NOT_FOUND</c>.</summary>
    public async Task<Result<PaymentRefund>> FollowAsync(Tenant tenant, Id<Payment> id, Id<PaymentRefund> refund, CancellationToken cancellation) =>
        (await payments.GetAsync(tenant, id, cancellation)).TryGet(out var payment, out var refused)
            ? await refunds.FollowAsync(tenant, id, refund, await NowForAsync(tenant, payment, cancellation), cancellation)
            : refused;

    /// <summary>What time it is for the customer of a payment.</summary>
    public async ValueTask<Instant> NowForAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        var customer = await customers.ResolveAsync(tenant, payment.CustomerId.ToString(), cancellation)
            ?? throw new InvalidOperationException($"The customer of payment {payment.Id} is missing.");
        return await clocks.NowForAsync(tenant, customer, cancellation);
    }
}
