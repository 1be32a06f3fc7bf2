using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>The merchants of this installation.</summary>
public sealed class Merchants(IDocumentStore store, ApiKeys keys, IIdSource ids, ISecretSource secrets)
{
    /// <summary>Where merchants are.</summary>
    internal const string Partition = "merchants";

    /// <summary>Makes a merchant, with an admin key for each mode.</summary>
    public async ValueTask<NewMerchant> CreateAsync(string name, Instant now, CancellationToken cancellation)
    {
        var merchant = new Merchant(ids.Next<Merchant>(), name, now);
        await store.CommitAsync(Partition, [DocumentWrite.Create(merchant.Id.ToString(), merchant.ToBody())], cancellation);
        return new NewMerchant(
            merchant,
            await FirstKeyAsync(new Tenant(merchant.Id, Mode.Live), now, cancellation),
            await FirstKeyAsync(new Tenant(merchant.Id, Mode.Test), now, cancellation));
    }

    /// <summary>A merchant by id.</summary>
    public async ValueTask<Result<Merchant>> GetAsync(Id<Merchant> id, CancellationToken cancellation) =>
        await store.ReadAsync<Merchant>(Partition, id.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("MERCHANT", id.ToString());

    /// <summary>All merchants, newest first.</summary>
    public ValueTask<Page<Merchant>> PageAsync(PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Merchant>(DocumentRange.WithPrefix(Partition, Merchant.IdPrefix), page, cancellation);

    private async ValueTask<IssuedKey> FirstKeyAsync(Tenant tenant, Instant now, CancellationToken cancellation)
    {
        await store.CommitAsync(
            CatalogPartition.Of(tenant), [DocumentWrite.Create(ProofKey.DocumentId, ProofKey.Create(secrets).ToBody())], cancellation);
        return (await keys.IssueAsync(tenant, "First key", [Scope.Admin], now, cancellation)).OrThrow();
    }
}
