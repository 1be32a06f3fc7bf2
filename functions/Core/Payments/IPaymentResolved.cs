using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>Does what follows from a payment that was made, or will not be.</summary>
public interface IPaymentResolved
{
    /// <summary>
    /// Called after what became of the payment was written and what was paid is in the wallet, and again wherever somebody asks for the payment or the call
    /// before may have failed: doing it twice must be harmless.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="payment">The payment, succeeded or failed.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the work.</param>
    Task ResolvedAsync(Tenant tenant, Payment payment, Instant now, CancellationToken cancellation);
}
