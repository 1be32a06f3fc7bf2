using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Pools;

/// <summary>The pools of a customer as they were read, and as drawing leaves them.</summary>
internal sealed class AccountPools
{
    private readonly Customer customer;
    private readonly List<(Versioned<UnitPool> Read, PoolFold Fold)> pools;

    private AccountPools(Customer customer, List<(Versioned<UnitPool> Read, PoolFold Fold)> pools) => (this.customer, this.pools) = (customer, pools);

    /// <summary>All pools, as drawing leaves them.</summary>
    internal IEnumerable<PoolFold> Folds => pools.Select(pool => pool.Fold);

    /// <summary>The writes of the pools that were drawn from; they hold only as long as nobody else changes these.</summary>
    internal IEnumerable<DocumentWrite> Writes =>
        from pool in pools
        let after = pool.Fold.After
        where after != pool.Read.Value
        select (pool.Read with { Value = after }).ToWrite(UnitPool.DocumentId(customer.Id, after.Metric));

    /// <summary>The pools of a customer, for usage before an instant; null for one who never had any.</summary>
    internal static async Task<AccountPools?> LoadAsync(IDocumentStore store, Tenant tenant, Customer customer, Instant before, CancellationToken cancellation)
    {
        if (!customer.HasUnits)
        {
            return null;
        }

        var range = UnitPool.AllOf(tenant, customer.Id);
        var documents = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
        return new AccountPools(customer, [.. documents.Select(document => new Versioned<UnitPool>(document.As<UnitPool>(range.Partition), document.ETag)).Select(read => (read, new PoolFold(read.Value, before)))]);
    }

    /// <summary>As if units had not been drawn, or given back.</summary>
    internal void Undo(IEnumerable<UnitDraw> draws)
    {
        foreach (var draw in draws)
        {
            pools.Find(pool => pool.Fold.Metric == draw.Metric).Fold.Return(draw.Lot, draw.Quantity);
        }
    }

    /// <summary>The pool that pays for a price's usage; null where there is none, or the price does not take units.</summary>
    internal PoolFold? For(Price price) =>
        price is { PaymentTerm: PaymentTerm.InArrears, Model.IsByTotal: true, MetricId: { } metric } ? pools.Find(pool => pool.Fold.Metric == metric).Fold : null;
}
