using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Pools;

/// <summary>Grants in units of a metric. The grant is listed with those in money; what may be drawn of it stands in the customer's <see cref="UnitPool"/>.</summary>
public sealed class UnitGrants
{
    private readonly IDocumentStore store;
    private readonly SubscriptionContexts contexts;
    private readonly OpenUsage open;

    /// <summary>Makes the service.</summary>
    public UnitGrants(IDocumentStore store, CustomerDirectory customers, Clocks clocks, UsageReader usage)
    {
        this.store = store;
        contexts = new SubscriptionContexts(store, customers, clocks);
        open = new OpenUsage(store, contexts, usage);
    }

    /// <summary>What of a customer's units is left, and pays for usage now, in the order of its use; what is not invoiced yet is taken off.</summary>
    public async Task<IReadOnlyList<UnitShare>> LeftAsync(Tenant tenant, Customer customer, Instant now, CancellationToken cancellation) =>
        await open.DrawnAsync(tenant, customer, now, cancellation) is { } pools ? [.. pools.Folds.SelectMany(pool => PoolStanding.Lots(pool, now))] : [];

    /// <summary>
    /// Refuses a metric whose units cannot be granted to a customer: <c>METRIC_NOT_FOUND</c>, <c>UNSUPPORTED_AGGREGATION</c>, and where the customer has it at a price that does not take units, now or later,
    /// <c>METRIC_PRICED_INSTANT</c>, <c>UNSUPPORTED_PRICE_MODEL</c>; <c>TOO_MANY_GRANTS</c>. Null where they can.
    /// </summary>
    internal async Task<Refusal?> RefuseAsync(Tenant tenant, Customer customer, Id<Metric> metric, Instant now, CancellationToken cancellation)
    {
        const string Field = "billableMetricId";
        if (await store.ReadAsync<Metric>(CatalogPartition.Of(tenant), metric.ToString(), cancellation) is not { } found)
        {
            return Refusal.NotFound("METRIC", metric.ToString(), Field);
        }

        if (found.Value.Aggregation is not (Aggregation.Sum or Aggregation.Count))
        {
            return Refusal.Invalid(Field, $"Units are granted of metrics that are summed or counted: '{found.Value.Name}' is neither.", "UNSUPPORTED_AGGREGATION");
        }

        var all = await store.ReadAsync<AccountSubscriptions>(AccountId.Of(tenant, customer.Id).ToString(), AccountSubscriptions.DocumentId, cancellation);
        foreach (var subscription in all?.Value.Subscriptions.Where(subscription => subscription.End > now) ?? [])
        {
            var context = await contexts.FindAsync(tenant, subscription.Id, cancellation) ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");
            foreach (var price in context.Phases.Where(phase => phase.From >= subscription.PhaseAt(now).From).SelectMany(phase => phase.Version.Prices).Where(price => price.MetricId == metric))
            {
                if (price.PaymentTerm == PaymentTerm.Instant)
                {
                    return Refusal.Invalid(Field, $"Subscription {subscription.Id} has '{found.Value.Name}' at an instant price, which the wallet pays at once: grant money.", "METRIC_PRICED_INSTANT");
                }

                if (!price.Model.IsByTotal)
                {
                    return Refusal.Invalid(Field, $"Subscription {subscription.Id} has '{found.Value.Name}' at a {price.Model.Name} price, by which units differ: grant money.", "UNSUPPORTED_PRICE_MODEL");
                }
            }
        }

        return (await ReadAsync(tenant, customer.Id, metric, cancellation)).Value.Grants.Count >= UnitPool.MaxGrants
            ? Refusal.Conflict("TOO_MANY_GRANTS", $"A customer has at most {UnitPool.MaxGrants} grants of units of a metric.")
            : null;
    }

    /// <summary>Has those who bill the customer look for units; before the first grant.</summary>
    internal async Task AnnounceAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var partition = CustomerPartition.Of(tenant);
        while (await store.ReadAsync<Customer>(partition, customer.Id.ToString(), cancellation) is { Value.HasUnits: false } read)
        {
            await store.CommitAsync(partition, [(read with { Value = read.Value with { HasUnits = true } }).ToWrite(customer.Id.ToString())], cancellation);
        }
    }

    /// <summary>Puts a grant into its pool, once.</summary>
    internal Task PutAsync(Tenant tenant, Grant grant, CancellationToken cancellation) =>
        ChangeAsync(tenant, grant, pool => pool.Grants.Any(one => one.Id == grant.Id) ? pool : pool with { Grants = new([.. pool.Grants, new PooledGrant { First = ComingLot.Of(grant) }]) }, cancellation);

    /// <summary>Takes a grant back; repeated it changes nothing.</summary>
    /// <returns>When it was taken back.</returns>
    internal async Task<Instant> VoidAsync(Tenant tenant, Grant grant, Instant now, CancellationToken cancellation)
    {
        await PutAsync(tenant, grant, cancellation);
        var pool = await ChangeAsync(
            tenant, grant, pool => pool with { Grants = new(pool.Grants.Select(one => one.Id == grant.Id ? one with { VoidedAt = one.VoidedAt ?? now } : one)) }, cancellation);
        return pool.Grants.First(one => one.Id == grant.Id).VoidedAt!.Value;
    }

    /// <summary>A grant of units, and what became of them, with what the usage by now takes that is not invoiced yet.</summary>
    internal async Task<GrantView> ViewAsync(Tenant tenant, Customer customer, Grant grant, Instant now, CancellationToken cancellation)
    {
        // Whoever made it may have gone away before it was in the pool.
        await PutAsync(tenant, grant, cancellation);
        var pools = await open.DrawnAsync(tenant, customer with { HasUnits = true }, now, cancellation);
        return PoolStanding.Of(grant, pools!.Folds.SelectMany(pool => pool.Chains).First(chain => chain.Grant.Id == grant.Id), now);
    }

    private async Task<UnitPool> ChangeAsync(Tenant tenant, Grant grant, Func<UnitPool, UnitPool> change, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(tenant, grant.CustomerId, grant.MetricId!.Value, cancellation);
            var after = change(read.Value);
            if (after == read.Value
                || await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [(read with { Value = after }).ToWrite(UnitPool.DocumentId(grant.CustomerId, after.Metric))], cancellation))
            {
                return after;
            }
        }
    }

    private async Task<Versioned<UnitPool>> ReadAsync(Tenant tenant, Id<Customer> customer, Id<Metric> metric, CancellationToken cancellation) =>
        await store.ReadAsync<UnitPool>(BillingDocuments.PartitionOf(tenant), UnitPool.DocumentId(customer, metric), cancellation) ?? new(new UnitPool(metric, default), null);
}
