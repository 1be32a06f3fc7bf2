using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>What billing does when a subscription is terminated: its last period is shorter than was thought, and is closed after its own end.</summary>
public sealed class LastPeriods : ISubscriptionEnded
{
    private readonly IDocumentStore store;
    private readonly SubscriptionContexts contexts;

    /// <summary>Makes the listener.</summary>
    public LastPeriods(IDocumentStore store, CustomerDirectory customers, Clocks clocks)
    {
        this.store = store;
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <inheritdoc/>
    public async Task EndedAsync(AccountId account, Subscription subscription, CancellationToken cancellation)
    {
        var context = await contexts.FindAsync(account.Tenant, subscription.Id, cancellation)
            ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");
        var last = context.Calendar.IndexOf(subscription.End - Duration.FromTicks(1));
        if (last is { } index && context.StepAt(index) is { } period)
        {
            await store.CommitAsync(BillingDocuments.PartitionOf(account.Tenant), [PeriodCloser.DueWrite(context, period)], cancellation);
        }
    }
}
