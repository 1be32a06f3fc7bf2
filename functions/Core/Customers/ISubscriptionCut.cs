using Tallystick.Core.Usage;

namespace Tallystick.Core.Customers;

/// <summary>Does what follows where a subscription ends, or goes on otherwise: a billing period may end earlier than was thought.</summary>
public interface ISubscriptionCut
{
    /// <summary>Called after the end or the change was written, and again where the call before may have failed: doing it twice must be harmless.</summary>
    Task CutAsync(AccountId account, Subscription subscription, CancellationToken cancellation);
}
