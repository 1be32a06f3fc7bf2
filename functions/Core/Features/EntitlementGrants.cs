using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What customers are granted beside their quotas.</summary>
/// <param name="store">Where it is: one document an entitlement.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="entitlements">What customers are entitled to.</param>
public sealed class EntitlementGrants(IDocumentStore store, IIdSource ids, Entitlements entitlements)
{
    /// <summary>
    /// Grants more of a metered feature, once a key: asked again, the same grant. Refused: <c>ENTITLEMENT_NOT_FOUND</c>; <c>ENTITLEMENT_NOT_METERED</c>;
    /// <c>ENTITLEMENT_ENDED</c>; <c>IDEMPOTENCY_KEY_REUSED</c> where the key made a grant on other terms; <c>TOO_MANY_GRANTS</c>; what <see cref="GrantTerms"/> refuses.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">To which entitlement.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="terms">What is granted.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<FeatureGrant>> AddAsync(Tenant tenant, Id<Entitlement> id, string key, GrantTerms terms, CancellationToken cancellation)
    {
        if (!(await MeteredAsync(tenant, id, cancellation)).TryGet(out var found, out var refused))
        {
            return refused;
        }

        var now = await entitlements.NowForAsync(tenant, found.Entitlement, cancellation);
        var current = QuotaPlan.PeriodAt(found.Entitlement, now);
        var grant = FeatureGrant.Of(ids.Next<FeatureGrant>(), key, terms, current, now);

        // A key that was used says what it made, also where the same could not be made any more.
        var changed = await ChangeAsync(
            found.Account,
            id,
            standing => standing.Made(key) is not null ? standing.Add(grant)
                : found.Entitlement.EndedAt is { } ended ? Refusal.Conflict("ENTITLEMENT_ENDED", $"The entitlement ended at {ended}.")
                : terms.Check(current, now) is { } broken ? broken
                : standing.Add(grant),
            cancellation);
        return changed.Then(standing => standing.Made(key)!);
    }

    /// <summary>The grants of an entitlement, oldest first. Refused: <c>ENTITLEMENT_NOT_FOUND</c>, <c>ENTITLEMENT_NOT_METERED</c>.</summary>
    public async Task<Result<Page<FeatureGrant>>> PageAsync(Tenant tenant, Id<Entitlement> id, PageRequest page, CancellationToken cancellation)
    {
        if (!(await MeteredAsync(tenant, id, cancellation)).TryGet(out var found, out var refused))
        {
            return refused;
        }

        var all = (await StandingAsync(found.Account, id, cancellation)).Value.Grants;
        return new Page<FeatureGrant>([.. all.Skip(page.Offset).Take(page.Limit)], page, all.Count);
    }

    /// <summary>
    /// Voids a grant: from the start of the running hour on nothing is left of it. Doing it twice changes nothing. Refused: <c>ENTITLEMENT_NOT_FOUND</c>,
    /// <c>ENTITLEMENT_NOT_METERED</c>, <c>GRANT_NOT_FOUND</c>.
    /// </summary>
    public async Task<Result<FeatureGrant>> VoidAsync(Tenant tenant, Id<Entitlement> id, Id<FeatureGrant> grant, CancellationToken cancellation)
    {
        if (!(await MeteredAsync(tenant, id, cancellation)).TryGet(out var found, out var refused))
        {
            return refused;
        }

        var now = await entitlements.NowForAsync(tenant, found.Entitlement, cancellation);
        var changed = await ChangeAsync(found.Account, id, standing => standing.Void(grant, now), cancellation);
        return changed.Then(standing => standing.Grants.First(voided => voided.Id == grant));
    }

    private async Task<Result<(AccountId Account, Entitlement Entitlement)>> MeteredAsync(Tenant tenant, Id<Entitlement> id, CancellationToken cancellation) =>
        await entitlements.FindAsync(tenant, id, cancellation) is not { } found ? Refusal.NotFound("ENTITLEMENT", id.ToString())
        : found.Entitlement.Quota is null ? Refusal.Conflict("ENTITLEMENT_NOT_METERED", "Only an entitlement to a metered feature has grants.")
        : (found.Account, found.Entitlement);

    private async Task<Result<IssuedGrants>> ChangeAsync(
        AccountId account, Id<Entitlement> id, Func<IssuedGrants, Result<IssuedGrants>> decide, CancellationToken cancellation)
    {
        while (true)
        {
            var standing = await StandingAsync(account, id, cancellation);
            if (!decide(standing.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (ReferenceEquals(changed, standing.Value))
            {
                return changed;
            }

            // What is kept of the balance goes in the same commit: nobody is told of less than was granted.
            var kept = await store.ReadAsync<AccountFeatures>(account.ToString(), AccountFeatures.DocumentId, cancellation);
            IReadOnlyList<DocumentWrite> writes =
            [
                (standing with { Value = changed }).ToWrite(IssuedGrants.IdOf(id)),
                .. kept is null ? [] : new[] { (kept with { Value = kept.Value.Forget(id) }).ToWrite(AccountFeatures.DocumentId) },
            ];
            if (await store.CommitAsync(account.ToString(), writes, cancellation))
            {
                return changed;
            }
        }
    }

    private async Task<Versioned<IssuedGrants>> StandingAsync(AccountId account, Id<Entitlement> id, CancellationToken cancellation) =>
        await store.ReadAsync<IssuedGrants>(account.ToString(), IssuedGrants.IdOf(id), cancellation) ?? new(IssuedGrants.None, null);
}
