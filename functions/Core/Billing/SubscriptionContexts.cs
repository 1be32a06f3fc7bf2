using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Reads what billing a subscription depends on.</summary>
internal sealed class SubscriptionContexts(IDocumentStore store, CustomerDirectory customers, Clocks clocks)
{
    private readonly ParsedDocuments<PlanVersion> versions = new(store);
    private readonly ParsedDocuments<Merchant> merchants = new(store);
    private readonly ParsedDocuments<AccountSubscriptions> subscriptions = new(store);

    /// <summary>The context of a subscription, or null where there is no such subscription.</summary>
    internal async ValueTask<SubscriptionContext?> FindAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation)
    {
        if (ChildIds.CustomerOf(id) is not { } customerId
            || await customers.ResolveAsync(tenant, customerId.ToString(), cancellation) is not { } customer)
        {
            return null;
        }

        var all = await subscriptions.ReadAsync(AccountId.Of(tenant, customerId).ToString(), AccountSubscriptions.DocumentId, cancellation);
        if (all?.Find(id) is not { } subscription)
        {
            return null;
        }

        var phases = new List<BilledPhase>();
        foreach (var phase in subscription.Phases)
        {
            var version = await versions.ReadAsync(CatalogPartition.Of(tenant), phase.PlanVersionId.ToString(), cancellation)
                ?? throw new DamagedStoreException($"Plan version {phase.PlanVersionId} of subscription {id} is missing.");
            phases.Add(new BilledPhase(phase, version));
        }

        var merchant = await merchants.ReadAsync(Merchants.Partition, tenant.Merchant.ToString(), cancellation)
            ?? throw new DamagedStoreException($"Merchant {tenant.Merchant} is missing.");
        return new SubscriptionContext(tenant, merchant, customer, subscription, phases, await clocks.NowForAsync(tenant, customer, cancellation));
    }
}
