using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What customers may use.</summary>
/// <param name="store">Where it is: in the partitions of the accounts.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="features">What there is to use.</param>
/// <param name="customers">Who there is.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="reader">Tells what is left at any time.</param>
/// <param name="balances">Keeps what is left now.</param>
public sealed class Entitlements(
    IDocumentStore store, IIdSource ids, FeatureCatalog features, CustomerDirectory customers, Clocks clocks, QuotaReader reader, EntitlementBalances balances)
    : ICustomerErased
{
    private readonly Announcements announcements = new(store);

    /// <summary>How far ahead of the customer's time a balance may be asked for.</summary>
    public static Duration MaxAhead { get; } = Duration.FromDays(366);

    /// <summary>
    /// Entitles a customer to a feature from now on. Refused: <c>CUSTOMER_NOT_FOUND</c>, <c>CUSTOMER_ERASED</c>, <c>FEATURE_NOT_FOUND</c>,
    /// <c>ENTITLEMENT_EXISTS</c> where the customer has one to the feature, <c>TOO_MANY_ENTITLEMENTS</c>, and what does not fit the feature.
    /// </summary>
    public async Task<Result<EntitlementAccess>> AddAsync(Tenant tenant, NewEntitlement wanted, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(tenant, wanted.Subject, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", wanted.Subject, "customerId");
        }

        if (customer.RefuseErased("customerId") is { } erased)
        {
            return erased;
        }

        if (!(await features.GetAsync(tenant, wanted.FeatureKey, cancellation, "featureKey")).TryGet(out var feature, out var refused))
        {
            return refused;
        }

        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        if (EntitlementRules.Check(wanted, feature.Type, now) is { } broken)
        {
            return broken;
        }

        var entitlement = new Entitlement
        {
            Id = ChildIds.Next<Entitlement>(ids, customer.Id),
            CustomerId = customer.Id,
            FeatureKey = feature.Key,
            FeatureType = feature.Type,
            MetricId = feature.MetricId,
            Quota = wanted.Quota is { } quota ? quota with { UsagePeriod = quota.UsagePeriod.AnchoredAt(now) } : null,
            Config = wanted.Config,
            TimeZone = customer.TimeZone,
            CreatedAt = now,
        };
        var account = AccountId.Of(tenant, customer.Id);
        if (entitlement.Quota is not null)
        {
            await MeteredFeatures.BeginAsync(store, tenant, cancellation);
        }

        while (true)
        {
            var standing = await StandingAsync(account, cancellation);
            if (!standing.Value.Add(entitlement).TryGet(out var changed, out refused))
            {
                return refused;
            }

            changed = entitlement.Quota is null ? changed : changed with { BalancesFrom = changed.BalancesFrom ?? clocks.InForceFrom };

            if (await announcements.CommitAsync(
                tenant,
                account.ToString(),
                [(standing with { Value = changed }).ToWrite(AccountFeatures.DocumentId)],
                [EntitlementFigures.FactOf(entitlement)],
                cancellation))
            {
                return await reader.ReadAsync(account, entitlement, at: null, now, cancellation);
            }
        }
    }

    /// <summary>
    /// What a customer may use, oldest entitlement first. Refused: <c>CUSTOMER_NOT_FOUND</c>, and <c>OUT_OF_RANGE</c> for an instant that is too far ahead.
    /// </summary>
    /// <param name="tenant">Whose customer.</param>
    /// <param name="subject">The customer, by id or external id.</param>
    /// <param name="featureKey">Only what concerns this feature; null for all.</param>
    /// <param name="at">When; null for now.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RecordsPurgedException">The instant parts an hour whose single events are no longer kept.</exception>
    public async Task<Result<Page<EntitlementAccess>>> PageAsync(
        Tenant tenant, string subject, string? featureKey, Instant? at, PageRequest page, CancellationToken cancellation)
    {
        if (await customers.ResolveAsync(tenant, subject, cancellation) is not { } customer)
        {
            return Refusal.NotFound("CUSTOMER", subject, "customerId");
        }

        var (account, now) = (AccountId.Of(tenant, customer.Id), await clocks.NowForAsync(tenant, customer, cancellation));
        if (RefuseAhead(at, now) is { } refused)
        {
            return refused;
        }

        var standing = await StandingAsync(account, cancellation);
        var all = at is null ? standing.Value.InForce : [.. await EndedAsync(account, cancellation), .. standing.Value.InForce];
        List<Entitlement> found = [.. all.Where(entitlement => entitlement.IsInForce(at ?? now) && (featureKey is null || entitlement.FeatureKey == featureKey))];
        List<Entitlement> wanted = [.. found.Skip(page.Offset).Take(page.Limit)];
        if (at is null)
        {
            return new Page<EntitlementAccess>(await balances.ReadAsync(account, standing, wanted, now, cancellation), page, found.Count);
        }

        var access = new List<EntitlementAccess>();
        foreach (var entitlement in wanted)
        {
            access.Add(await reader.ReadAsync(account, entitlement, at, now, cancellation));
        }

        return new Page<EntitlementAccess>(access, page, found.Count);
    }

    /// <summary>
    /// What an entitlement comes to. Refused: <c>ENTITLEMENT_NOT_FOUND</c>, and <c>OUT_OF_RANGE</c> for an instant before its making or too far ahead.
    /// </summary>
    /// <exception cref="RecordsPurgedException">The instant parts an hour whose single events are no longer kept.</exception>
    public async Task<Result<EntitlementAccess>> GetAsync(Tenant tenant, Id<Entitlement> id, Instant? at, CancellationToken cancellation)
    {
        if (await FindAsync(tenant, id, cancellation) is not { } found)
        {
            return Refusal.NotFound("ENTITLEMENT", id.ToString());
        }

        var now = await NowForAsync(tenant, found.Entitlement, cancellation);
        return at < found.Entitlement.CreatedAt
            ? Refusal.Invalid("at", $"The entitlement was made at {found.Entitlement.CreatedAt}.", "OUT_OF_RANGE")
            : RefuseAhead(at, now) is { } refused ? refused
            : at is not null ? await reader.ReadAsync(found.Account, found.Entitlement, at, now, cancellation)
            : (await balances.ReadAsync(found.Account, found.Standing, [found.Entitlement], now, cancellation))[0];
    }

    /// <summary>Ends an entitlement now; one that has ended stays as it is. Refused: <c>ENTITLEMENT_NOT_FOUND</c>.</summary>
    public async Task<Result<EntitlementAccess>> EndAsync(Tenant tenant, Id<Entitlement> id, CancellationToken cancellation)
    {
        while (await FindAsync(tenant, id, cancellation) is { } found)
        {
            var now = await NowForAsync(tenant, found.Entitlement, cancellation);
            if (found.Entitlement.EndedAt is not null || await TryEndAsync(found.Account, found.Entitlement, now, cancellation))
            {
                return new EntitlementAccess(found.Entitlement with { EndedAt = found.Entitlement.EndedAt ?? now }, EntitlementStatus.Ended, null);
            }
        }

        return Refusal.NotFound("ENTITLEMENT", id.ToString());
    }

    /// <summary>Ends what the customer may use. What features were configured with is the merchant's free text: it goes too.</summary>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var (account, now) = (AccountId.Of(tenant, customer.Id), await clocks.NowForAsync(tenant, customer, cancellation));
        while ((await StandingAsync(account, cancellation)).Value.InForce is [var first, ..])
        {
            await TryEndAsync(account, first, now, cancellation);
        }

        foreach (var ended in (await EndedAsync(account, cancellation)).Where(ended => ended.Config is not null))
        {
            await store.CommitAsync(account.ToString(), [DocumentWrite.Put(EndedId(ended.Id), (ended with { Config = null }).ToBody())], cancellation);
        }
    }

    /// <summary>An entitlement with the account that has it; null where there is none.</summary>
    internal async Task<(AccountId Account, Versioned<AccountFeatures> Standing, Entitlement Entitlement)?> FindAsync(Tenant tenant, Id<Entitlement> id, CancellationToken cancellation)
    {
        if (ChildIds.CustomerOf(id) is not { } customer)
        {
            return null;
        }

        var account = AccountId.Of(tenant, customer);
        var standing = await StandingAsync(account, cancellation);
        return (standing.Value.Find(id) ?? (await store.ReadAsync<Entitlement>(account.ToString(), EndedId(id), cancellation))?.Value) is { } found
            ? (account, standing, found)
            : null;
    }

    /// <summary>The time of the customer who has an entitlement.</summary>
    internal async Task<Instant> NowForAsync(Tenant tenant, Entitlement entitlement, CancellationToken cancellation) =>
        await customers.ResolveAsync(tenant, entitlement.CustomerId.ToString(), cancellation) is { } customer
            ? await clocks.NowForAsync(tenant, customer, cancellation)
            : clocks.Now;

    private static string EndedId(Id<Entitlement> id) => AccountFeatures.EndedPrefix + id;

    private static Refusal? RefuseAhead(Instant? at, Instant now) =>
        at > now + MaxAhead ? Refusal.Invalid("at", $"A time up to {now + MaxAhead} is expected.", "OUT_OF_RANGE") : null;

    /// <summary>Moves an entitlement among the ended ones; false where another writer came first.</summary>
    private async Task<bool> TryEndAsync(AccountId account, Entitlement entitlement, Instant now, CancellationToken cancellation)
    {
        var standing = await StandingAsync(account, cancellation);
        if (standing.Value.Find(entitlement.Id) is null)
        {
            return false;
        }

        var ended = entitlement with { EndedAt = now };
        DocumentWrite[] writes =
        [
            (standing with { Value = standing.Value.Without(entitlement.Id) }).ToWrite(AccountFeatures.DocumentId),
            DocumentWrite.Create(EndedId(entitlement.Id), ended.ToBody()),
        ];
        return await announcements.CommitAsync(account.Tenant, account.ToString(), writes, [EntitlementFigures.FactOf(ended)], cancellation);
    }

    private async Task<Versioned<AccountFeatures>> StandingAsync(AccountId account, CancellationToken cancellation) =>
        await store.ReadAsync<AccountFeatures>(account.ToString(), AccountFeatures.DocumentId, cancellation) ?? new(AccountFeatures.None, null);

    private ValueTask<IReadOnlyList<Entitlement>> EndedAsync(AccountId account, CancellationToken cancellation) =>
        store.ListAllAsync<Entitlement>(DocumentRange.WithPrefix(account.ToString(), AccountFeatures.EndedPrefix), cancellation);
}
