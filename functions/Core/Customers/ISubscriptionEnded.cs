using Tallystick.Core.Usage;

namespace Tallystick.Core.Customers;

/// <summary>Does what follows from the end of a subscription.</summary>
public interface ISubscriptionEnded
{
    /// <summary>Called after the end was written, and again where the call before may have failed: doing it twice must be harmless.</summary>
    Task EndedAsync(AccountId account, Subscription subscription, CancellationToken cancellation);
}
