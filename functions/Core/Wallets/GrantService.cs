using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Grants: made, shown, taken back.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="definitions">Tells the currency that a customer without a wallet is billed in.</param>
/// <param name="units">Grants in units of metrics.</param>
public sealed class GrantService(IDocumentStore store, IIdSource ids, Clocks clocks, IAccountTermsReader definitions, UnitGrants units)
{
    private readonly WalletDocuments documents = new(store);
    private readonly NewGrants newGrants = new(store);

    /// <summary>
    /// Grants money, or units of a metric. The same key with the same wish gets the same grant as it stands; with another it is refused with <c>IDEMPOTENCY_KEY_REUSED</c>.
    /// Refused too: <c>CURRENCY_MISMATCH</c> where the customer pays in another currency, what <see cref="WalletDecisions.Grant"/> and
    /// <see cref="UnitGrants.RefuseAsync"/> refuse, and the fields that break rules.
    /// </summary>
    public async Task<Result<GrantView>> CreateAsync(Tenant tenant, Customer customer, GrantRequest request, CancellationToken cancellation)
    {
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var account = AccountId.Of(tenant, customer.Id);
        var billed = (await definitions.TermsAsync(account, cancellation)).Currency;
        var id = GrantIds.Next(customer.Id, ids);
        var made = await Optimistic.RunAsync(() => TryCreateAsync(account, customer, request, id, billed, now, cancellation));
        return made.TryGet(out var grant, out var refused) ? await ViewAsync(account, customer, grant, now, cancellation) : refused;
    }

    /// <summary>A grant, or the refusal <c>GRANT_NOT_FOUND</c>.</summary>
    public async Task<Result<GrantView>> GetAsync(Tenant tenant, Customer customer, Id<Grant> id, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        return await ReadAsync(account, id, cancellation) is { } found
            ? await ViewAsync(account, customer, found.Value, await clocks.NowForAsync(tenant, customer, cancellation), cancellation)
            : NotFound(id);
    }

    /// <summary>A page of a customer's grants, newest first.</summary>
    public async Task<Page<GrantView>> PageAsync(Tenant tenant, Customer customer, PageRequest page, CancellationToken cancellation)
    {
        var account = AccountId.Of(tenant, customer.Id);
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var grants = await store.PageAsync<Grant>(WalletDocumentIds.AllGrants(account.ToString()), page, cancellation);
        var views = new List<GrantView>();
        foreach (var grant in grants.Items)
        {
            views.Add(await ViewAsync(account, customer, grant, now, cancellation));
        }

        return new Page<GrantView>(views, page, grants.Total);
    }

    /// <summary>Takes a grant back, as <see cref="WalletDecisions.Void"/> has it; repeated it changes nothing. Refused: <c>GRANT_NOT_FOUND</c>.</summary>
    public async Task<Result<GrantView>> VoidAsync(Tenant tenant, Customer customer, Id<Grant> id, CancellationToken cancellation)
    {
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var account = AccountId.Of(tenant, customer.Id);
        var voided = await Optimistic.RunAsync(() => TryVoidAsync(account, id, now, cancellation));
        return voided.TryGet(out var grant, out var refused) ? await ViewAsync(account, customer, grant, now, cancellation) : refused;
    }

    private static Refusal NotFound(Id<Grant> id) => Refusal.NotFound("GRANT", id.ToString());

    private ValueTask<Versioned<Grant>?> ReadAsync(AccountId account, Id<Grant> id, CancellationToken cancellation) =>
        store.ReadAsync<Grant>(account.ToString(), WalletDocumentIds.Grant(id), cancellation);

    private async Task<Result<Grant>?> TryCreateAsync(
        AccountId account, Customer customer, GrantRequest request, Id<Grant> id, Currency? billed, Instant now, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var keyId = GrantKey.DocumentIdOf(request.IdempotencyKey);
        if (await store.ReadAsync<GrantKey>(partition, keyId, cancellation) is { } key)
        {
            var earlier = await ReadAsync(account, key.Value.Grant, cancellation)
                ?? throw new DamagedStoreException($"The grant '{key.Value.Grant}' of a key is missing.");
            return key.Value.Fingerprint == request.Fingerprint()
                ? earlier.Value
                : Refusal.Conflict("IDEMPOTENCY_KEY_REUSED", "The idempotency key was used for another grant.");
        }

        if (!request.ToGrant(id, customer, now).TryGet(out var grant, out var refused))
        {
            return refused;
        }

        if (grant.MetricId is { } metric)
        {
            if (await units.RefuseAsync(account.Tenant, customer, metric, now, cancellation) is { } unfit)
            {
                return unfit;
            }

            await units.AnnounceAsync(account.Tenant, customer, cancellation);
            DocumentWrite[] ofUnits = [DocumentWrite.Create(WalletDocumentIds.Grant(id), grant.ToBody()), DocumentWrite.Create(keyId, new GrantKey(id, request.Fingerprint()).ToBody())];
            return await store.CommitAsync(partition, ofUnits, cancellation) ? grant : default(Result<Grant>?);
        }

        DocumentWrite[] ofKey = [DocumentWrite.Create(keyId, new GrantKey(id, request.Fingerprint()).ToBody())];
        return await newGrants.TryTakeInAsync(account, customer, grant, billed ?? grant.Currency, now, ofKey, cancellation);
    }

    private async Task<Result<Grant>?> TryVoidAsync(AccountId account, Id<Grant> id, Instant now, CancellationToken cancellation)
    {
        var snapshot = await documents.LoadAsync(account, [], default, now, cancellation);
        if (await ReadAsync(account, id, cancellation) is not { } read)
        {
            return NotFound(id);
        }

        if (read.Value.VoidedAt is not null)
        {
            return read.Value;
        }

        if (read.Value.MetricId is not null)
        {
            var taken = read.Value with { VoidedAt = await units.VoidAsync(account.Tenant, read.Value, now, cancellation) };
            return await store.CommitAsync(account.ToString(), [(read with { Value = taken }).ToWrite(WalletDocumentIds.Grant(id))], cancellation) ? taken : default(Result<Grant>?);
        }

        var voided = read.Value with { VoidedAt = now };
        var change = WalletDecisions.Void(snapshot.Wallet.Value, id, now);
        List<DocumentWrite> writes = [.. snapshot.WritesTo(change), (read with { Value = voided }).ToWrite(WalletDocumentIds.Grant(id))];
        if (change.Wallet == snapshot.Wallet.Value)
        {
            // All of it is used. The wallet is written all the same, so that a refund of the same moment reads again, and gives nothing back to the grant.
            writes.Add(snapshot.Wallet.ToWrite(WalletDocumentIds.Wallet));
        }

        return await store.CommitAsync(account.ToString(), writes, cancellation) ? voided : default(Result<Grant>?);
    }

    private async Task<GrantView> ViewAsync(AccountId account, Customer customer, Grant grant, Instant now, CancellationToken cancellation)
    {
        if (grant.MetricId is not null)
        {
            return await units.ViewAsync(account.Tenant, customer, grant, now, cancellation);
        }

        while (true)
        {
            // Read between two looks at one wallet, so that the entries are those that lead to it.
            var snapshot = await documents.LoadAsync(account, [], grant.Currency, now, cancellation);
            var entries = await store.ListAllAsync<JournalEntry>(WalletDocumentIds.AllGrantEntries(account.ToString(), grant.Id), cancellation);
            var current = await ReadAsync(account, grant.Id, cancellation);
            var again = await documents.LoadAsync(account, [], grant.Currency, now, cancellation);
            if (again.Wallet.ETag == snapshot.Wallet.ETag)
            {
                return GrantView.Of(current?.Value ?? grant, snapshot.Wallet.Value, entries);
            }
        }
    }
}
