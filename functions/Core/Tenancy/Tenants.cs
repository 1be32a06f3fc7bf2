using Tallystick.Core.Storage;

namespace Tallystick.Core.Tenancy;

/// <summary>All tenants of this installation.</summary>
internal static class Tenants
{
    /// <summary>Every merchant in both modes.</summary>
    internal static async Task<IEnumerable<Tenant>> AllAsync(IDocumentStore store, CancellationToken cancellation)
    {
        var merchants = await store.ListAllAsync<Merchant>(DocumentRange.WithPrefix(Merchants.Partition, Merchant.IdPrefix), cancellation);
        return merchants.SelectMany(merchant => new[] { new Tenant(merchant.Id, Mode.Live), new Tenant(merchant.Id, Mode.Test) });
    }
}
