using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Features;

/// <summary>
/// Keeps the balances of metered entitlements with the entitlements: computed anew when usage was counted, and by whoever asks when time has made them others.
/// </summary>
/// <remarks>
/// A balance is written on condition that the entitlements are as they were before the windows were read: whoever computes from older windows than another loses
/// to the other and computes again. Metering calls after it has committed windows, and again if it was cut off: so no usage stays unseen.
/// </remarks>
public sealed class EntitlementBalances : ICountedUsage
{
    private readonly IDocumentStore store;
    private readonly IDocumentStore kept;
    private readonly CustomerDirectory customers;
    private readonly Clocks clocks;
    private readonly QuotaReader reader;

    /// <summary>Makes it. Where there are several processes, entitlements of the last seconds may not be known: until they are, no balance is kept.</summary>
    public EntitlementBalances(
        IDocumentStore store, CustomerDirectory customers, Clocks clocks, QuotaReader reader, TimeProvider time, CatalogSettings settings)
    {
        (this.store, this.customers, this.clocks, this.reader) = (store, customers, clocks, reader);
        kept = settings.CacheTime == Duration.Zero
            ? store
            : new KeptDocuments(store, CachedReads.OfTerms, time, (_, _) => true, keepsAbsence: true);
    }

    /// <inheritdoc/>
    public async Task CountedAsync(IReadOnlyList<CountedAccount> accounts, CancellationToken cancellation)
    {
        foreach (var tenant in accounts.GroupBy(counted => counted.Account.Tenant))
        {
            if (await kept.ReadAsync(CatalogPartition.Of(tenant.Key), MeteredFeatures.DocumentId, cancellation) is null)
            {
                continue;
            }

            foreach (var (account, earliest) in tenant)
            {
                if (account.Customer is not null && await kept.ReadAsync(account.ToString(), AccountFeatures.DocumentId, cancellation) is not null)
                {
                    await RefreshAsync(account, earliest, cancellation);
                }
            }
        }
    }

    /// <summary>What entitlements come to now: what is kept where it holds; the others are computed, and kept.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="standing">All that are in force, as they were read.</param>
    /// <param name="wanted">Those that are asked for.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<IReadOnlyList<EntitlementAccess>> ReadAsync(
        AccountId account, Versioned<AccountFeatures> standing, IReadOnlyList<Entitlement> wanted, Instant now, CancellationToken cancellation)
    {
        var (access, computed) = (new List<EntitlementAccess>(), new List<KeptBalance>());
        foreach (var entitlement in wanted)
        {
            if (!entitlement.IsInForce(now) || entitlement.Quota is null)
            {
                access.Add(await reader.ReadAsync(account, entitlement, at: null, now, cancellation));
                continue;
            }

            var balance = standing.Value.BalanceOf(entitlement.Id);
            if (balance?.Holds(now) != true)
            {
                balance = await reader.ComputeAsync(account, entitlement, balance?.Use, now, cancellation);
                computed.Add(balance);
            }

            access.Add(new EntitlementAccess(entitlement, EntitlementStatus.Active, balance.Balance));
        }

        if (computed.Count > 0 && standing.Value.BalancesFrom <= clocks.Now)
        {
            // Who has changed it meanwhile knows better.
            await TryKeepAsync(account, standing, computed, cancellation);
        }

        return access;
    }

    private async Task RefreshAsync(AccountId account, Instant earliest, CancellationToken cancellation)
    {
        while (await store.ReadAsync<AccountFeatures>(account.ToString(), AccountFeatures.DocumentId, cancellation) is { } standing
            && standing.Value.BalancesFrom <= clocks.Now
            && await customers.ResolveAsync(account.Tenant, account.Subject, cancellation) is { } customer)
        {
            var now = await clocks.NowForAsync(account.Tenant, customer, cancellation);
            var computed = new List<KeptBalance>();
            foreach (var entitlement in standing.Value.InForce.Where(entitlement => entitlement.Quota is not null && entitlement.IsInForce(now)))
            {
                computed.Add(await reader.ComputeAsync(account, entitlement, standing.Value.BalanceOf(entitlement.Id)?.Use?.Without(earliest), now, cancellation));
            }

            if (computed.Count == 0 || await TryKeepAsync(account, standing, computed, cancellation))
            {
                return;
            }
        }
    }

    private ValueTask<bool> TryKeepAsync(
        AccountId account, Versioned<AccountFeatures> standing, IReadOnlyList<KeptBalance> computed, CancellationToken cancellation) =>
        store.CommitAsync(account.ToString(), [(standing with { Value = standing.Value.Keep(computed) }).ToWrite(AccountFeatures.DocumentId)], cancellation);
}
