using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>What is set aside for a customer now.</summary>
/// <param name="holds">Where it is.</param>
/// <param name="clocks">What time it is for the customer.</param>
/// <param name="metrics">Tells the products of metrics.</param>
/// <param name="subscriptions">Tells the metrics of subscriptions.</param>
public sealed class ActiveHolds(HoldService holds, Clocks clocks, Metrics metrics, SubscriptionService subscriptions)
{
    /// <summary>The customer's open holds that have not expired, the first to expire first.</summary>
    /// <param name="tenant">Whose customer.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="productId">Only with a metric of this product; null for all.</param>
    /// <param name="subscriptionId">Only with a metric that this subscription prices; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Page<Hold>> PageAsync(
        Tenant tenant, Customer customer, string? productId, string? subscriptionId, PageRequest page, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var ofProduct = productId is null ? null : await OfProductAsync(tenant, productId, cancellation);
        var ofSubscription = subscriptionId is null ? null : await OfSubscriptionAsync(account, subscriptionId, cancellation);
        List<Hold> found =
        [
            .. (await holds.ListActiveHoldsAsync(account, cancellation))
                .Where(hold => hold.ExpiresAt > now && HasOneOf(hold, ofProduct) && HasOneOf(hold, ofSubscription)),
        ];
        return new Page<Hold>([.. found.Skip(page.Offset).Take(page.Limit)], page, found.Count);
    }

    private static bool HasOneOf(Hold hold, HashSet<string>? wanted) => wanted is null || hold.Items.Any(item => wanted.Contains(item.MetricId));

    private async Task<HashSet<string>> OfProductAsync(Tenant tenant, string productId, CancellationToken cancellation) =>
        [.. (await metrics.AllAsync(tenant, cancellation)).Where(metric => metric.ProductId?.ToString() == productId).Select(metric => metric.Id.ToString())];

    private async Task<HashSet<string>> OfSubscriptionAsync(AccountId account, string subscriptionId, CancellationToken cancellation)
    {
        var all = await subscriptions.OfAsync(account, cancellation);
        return Id<Subscription>.TryParse(subscriptionId, out var id) && all.Find(id) is { } subscription
            ? [.. subscription.MetricIds.Select(metric => metric.ToString())]
            : [];
    }
}
