using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Does what follows from a new subscription.</summary>
public interface ISubscriptionStarted
{
    /// <summary>
    /// Called after the subscription was written, and again where the call before may have failed: doing it twice must be harmless.
    /// </summary>
    /// <returns>The invoice of what is paid in advance, or null where this listener makes none.</returns>
    Task<Id<Invoice>?> StartedAsync(
        AccountId account, Subscription subscription, PlanVersion planVersion, Instant now, CancellationToken cancellation);
}
