using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage;

/// <summary>Tells which subscription usage falls under, for answers. Billing decides for itself, when it rates.</summary>
internal sealed class SubscriptionFinder(IAccountTermsReader definitions)
{
    /// <summary>The subscription that an account's event falls under, or null for none.</summary>
    internal async ValueTask<string?> FindAsync(AccountId account, UsageEvent usage, CancellationToken cancellation)
    {
        var terms = await definitions.TermsAsync(account, cancellation);
        return usage.Measurements
            .Select(item => terms.For(item.Metric, usage.OccurredAt, Instant.MaxValue)?.Subscription)
            .FirstOrDefault(subscription => subscription is not null);
    }

    /// <summary>Passes the events that fall under a subscription.</summary>
    internal Func<Delivery, CancellationToken, ValueTask<bool>> Filter(string subscription) =>
        async (delivery, cancellation) => await FindAsync(delivery.Account, delivery.Usage!, cancellation) == subscription;
}
