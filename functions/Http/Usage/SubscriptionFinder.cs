using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage;

/// <summary>Tells which subscription usage falls under, for answers. Billing decides for itself, when it rates.</summary>
internal sealed class SubscriptionFinder(IAccountTermsReader definitions)
{
    /// <summary>The subscription of an accepted event, or null for none.</summary>
    internal async Task<string?> FindAsync(UsageReceipt receipt, CancellationToken cancellation) =>
        Find(await definitions.TermsAsync(receipt.Account, cancellation), receipt.Usage);

    /// <summary>The subscriptions of accepted events that have one, by event.</summary>
    internal async Task<IReadOnlyDictionary<EventId, string>> FindAllAsync(IReadOnlyList<UsageReceipt> receipts, CancellationToken cancellation)
    {
        var found = new Dictionary<EventId, string>();
        foreach (var account in receipts.GroupBy(receipt => receipt.Account))
        {
            var terms = await definitions.TermsAsync(account.Key, cancellation);
            foreach (var receipt in account)
            {
                if (Find(terms, receipt.Usage) is { } subscription)
                {
                    found[receipt.Id] = subscription;
                }
            }
        }

        return found;
    }

    /// <summary>Passes the events that fall under a subscription.</summary>
    internal Func<Delivery, CancellationToken, ValueTask<bool>> Filter(string subscription) =>
        async (delivery, cancellation) => Find(await definitions.TermsAsync(delivery.Account, cancellation), delivery.Usage!) == subscription;

    private static string? Find(AccountTerms terms, UsageEvent usage) =>
        usage.Measurements
            .Select(item => terms.For(item.Metric, usage.OccurredAt, NodaTime.Instant.MaxValue)?.Subscription)
            .FirstOrDefault(subscription => subscription is not null);
}
