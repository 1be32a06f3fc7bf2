using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>Issues and revokes keys.</summary>
/// <remarks>
/// The record by which callers are known stands in partition <c>keys</c>; the tenant's list in its own partition. A new key's record is
/// written first: should the list then refuse it or the process end, nobody was told the key. A revocation is written to the record first,
/// and doing it again completes it.
/// </remarks>
public sealed class ApiKeys(IDocumentStore store, ISecretSource secrets)
{
    internal const string Partition = "keys";
    private const string ListId = "list";

    /// <summary>Makes a key.</summary>
    public async ValueTask<Result<IssuedKey>> IssueAsync(
        Tenant tenant, string name, IReadOnlyList<Scope> scopes, Instant now, CancellationToken cancellation)
    {
        var text = ApiKeyText.Create(tenant.Mode, secrets);
        var key = new ApiKey
        {
            Id = text.Id,
            Tenant = tenant.ToString(),
            Name = name,
            Scopes = [.. scopes.Distinct().Order()],
            Hash = text.Hash(),
            LastFour = text.LastFour,
            CreatedAt = now,
        };
        while (true)
        {
            var list = await ListAsync(tenant, cancellation);
            if (!list.Value.Add(key).TryGet(out var added, out var refused))
            {
                return refused;
            }

            await WriteRecordAsync(key, cancellation);
            if (await store.CommitAsync(PartitionOf(tenant), [new Versioned<TenantKeys>(added, list.ETag).ToWrite(ListId)], cancellation))
            {
                return new IssuedKey(key, text);
            }
        }
    }

    /// <summary>Stops a key. Callers with it are refused within <see cref="ApiKeyDirectory.Staleness"/>.</summary>
    public async ValueTask<Result<ApiKey>> RevokeAsync(Tenant tenant, Id<ApiKey> id, Instant now, CancellationToken cancellation)
    {
        while (true)
        {
            var list = await ListAsync(tenant, cancellation);
            if (!list.Value.Revoke(id, now).TryGet(out var revoked, out var refused))
            {
                return refused;
            }

            var key = revoked.Keys.FirstOrDefault(key => key.Id == id) ?? list.Value.Keys.First(key => key.Id == id) with { RevokedAt = now };
            await WriteRecordAsync(key, cancellation);
            if (await store.CommitAsync(PartitionOf(tenant), [new Versioned<TenantKeys>(revoked, list.ETag).ToWrite(ListId)], cancellation))
            {
                return key;
            }
        }
    }

    /// <summary>The tenant's keys, newest first.</summary>
    public async ValueTask<Page<ApiKey>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation)
    {
        var list = await ListAsync(tenant, cancellation);
        return new Page<ApiKey>([.. list.Value.Keys.Reverse().Skip(page.Offset).Take(page.Limit)], page, list.Value.Keys.Count);
    }

    private static string PartitionOf(Tenant tenant) => $"{tenant}/keys";

    private async ValueTask<Versioned<TenantKeys>> ListAsync(Tenant tenant, CancellationToken cancellation) =>
        await store.ReadAsync<TenantKeys>(PartitionOf(tenant), ListId, cancellation) ?? new(new TenantKeys([]), null);

    private async ValueTask WriteRecordAsync(ApiKey key, CancellationToken cancellation) =>
        await store.CommitAsync(Partition, [DocumentWrite.Put(key.Id.ToString(), key.ToBody())], cancellation);
}
