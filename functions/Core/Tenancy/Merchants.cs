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

    /// <summary>Changes what invoices say of a merchant, from the next one on that is issued. Refused: <c>MERCHANT_NOT_FOUND</c>.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">From what the merchant is to what it is to be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Result<Merchant>> ChangeAsync(Id<Merchant> id, Func<Merchant, Merchant> change, CancellationToken cancellation)
    {
        while (await store.ReadAsync<Merchant>(Partition, id.ToString(), cancellation) is { } read)
        {
            var changed = change(read.Value);
            if (changed == read.Value || await store.CommitAsync(Partition, [(read with { Value = changed }).ToWrite(id.ToString())], cancellation))
            {
                return changed;
            }
        }

        return Refusal.NotFound("MERCHANT", id.ToString());
    }

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
