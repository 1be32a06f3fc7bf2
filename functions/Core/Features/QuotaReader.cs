using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Features;

/// <summary>Tells what entitlements come to, from the windows of usage that metering keeps.</summary>
/// <param name="store">Where the grants are.</param>
/// <param name="metrics">What use is measured by.</param>
/// <param name="usage">What was used.</param>
public sealed class QuotaReader(IDocumentStore store, Metrics metrics, UsageReader usage)
{
    /// <summary>What an entitlement comes to.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="entitlement">The entitlement, made by then.</param>
    /// <param name="at">When, and the last instant whose use counts; null for now, with all that was counted of the running hour.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RecordsPurgedException">The instant parts an hour whose single events are no longer kept.</exception>
    public async Task<EntitlementAccess> ReadAsync(AccountId account, Entitlement entitlement, Instant? at, Instant now, CancellationToken cancellation)
    {
        if (!entitlement.IsInForce(at ?? now))
        {
            return new EntitlementAccess(entitlement, EntitlementStatus.Ended, null);
        }

        if (entitlement is not { Quota: { } quota, MetricId: { } id })
        {
            return new EntitlementAccess(entitlement, EntitlementStatus.Active, null);
        }

        // Clients' clocks differ: what is stamped a little ahead of now counts at once, and no hour is parted for the sake of it.
        var until = at + Duration.Epsilon ?? UsageWindow.HourOf(now) + Duration.FromHours(1);
        var grants = (await store.ReadAsync<IssuedGrants>(account.ToString(), IssuedGrants.IdOf(entitlement.Id), cancellation))?.Value ?? IssuedGrants.None;
        var plan = QuotaPlan.Of(entitlement, grants.Grants, at ?? now, until);
        var metric = (await metrics.GetAsync(account.Tenant, id, cancellation)).OrThrow();
        var read = await usage.ReadAsync(account, metric, [.. plan.Stretches.Select(stretch => stretch.Period)], covers: null, allGroups: false, cancellation);
        List<decimal> used = [.. read.Select(bucket => bucket.Total(metric.Aggregation).Quantity(metric.Aggregation))];
        return new EntitlementAccess(entitlement, EntitlementStatus.Active, QuotaFold.Fold(quota, grants.Grants, plan, used));
    }
}
