using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Features;

/// <summary>Tells what entitlements come to, from the windows of usage that metering keeps.</summary>
/// <param name="store">Where the grants are.</param>
/// <param name="metrics">What use is measured by.</param>
/// <param name="usage">What was used.</param>
public sealed class QuotaReader(IDocumentStore store, Metrics metrics, UsageReader usage)
{
    private static readonly Duration Hour = Duration.FromHours(1);

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

        if (at is null)
        {
            return new EntitlementAccess(entitlement, EntitlementStatus.Active, (await ComputeAsync(account, entitlement, known: null, now, cancellation)).Balance);
        }

        var grants = await GrantsAsync(account, entitlement, cancellation);
        var plan = QuotaPlan.Of(entitlement, grants, at.Value, at.Value + Duration.Epsilon);
        var metric = await MetricAsync(account, id, cancellation);
        var read = await usage.ReadAsync(account, metric, [.. plan.Stretches.Select(stretch => stretch.Period)], covers: null, allGroups: false, cancellation);
        return new EntitlementAccess(
            entitlement, EntitlementStatus.Active, QuotaFold.Fold(quota, grants, plan, [.. read.Select(bucket => QuantityOf(metric, bucket))]));
    }

    /// <summary>The balance of a metered entitlement by now, with all that was counted of the running hour.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="entitlement">The entitlement, made by now.</param>
    /// <param name="known">The use that need not be read; null to read all.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<KeptBalance> ComputeAsync(AccountId account, Entitlement entitlement, KeptUse? known, Instant now, CancellationToken cancellation)
    {
        // Clients' clocks differ: what is stamped a little ahead of now counts at once, and no hour is parted for the sake of it.
        var until = UsageWindow.HourOf(now) + Hour;
        var grants = await GrantsAsync(account, entitlement, cancellation);
        var metric = await MetricAsync(account, entitlement.MetricId!.Value, cancellation);
        var plan = QuotaPlan.Of(entitlement, grants, now, until);
        var use = QuotaUse.Of(plan, known, now);
        var end = plan.Stretches[^1].Period.End;
        var read = await usage.ReadAsync(account, metric, [.. use.Periods, new Period(end, end + Hour)], covers: null, allGroups: false, cancellation);
        var (used, next) = use.Sum([.. read.SkipLast(1).Select(bucket => QuantityOf(metric, bucket))]);
        return new KeptBalance(
            entitlement.Id,
            QuotaFold.Fold(entitlement.Quota!, grants, plan, used),
            now,
            read[^1].Groups.Count == 0 ? plan.BorderAfter(grants, now) : Instant.Min(end, plan.BorderAfter(grants, now)),
            next);
    }

    private static decimal QuantityOf(Metric metric, Bucketed bucket) => bucket.Total(metric.Aggregation).Quantity(metric.Aggregation);

    private async Task<IReadOnlyList<FeatureGrant>> GrantsAsync(AccountId account, Entitlement entitlement, CancellationToken cancellation) =>
        (await store.ReadAsync<IssuedGrants>(account.ToString(), IssuedGrants.IdOf(entitlement.Id), cancellation))?.Value.Grants ?? [];

    private async Task<Metric> MetricAsync(AccountId account, Id<Metric> id, CancellationToken cancellation) =>
        (await metrics.GetAsync(account.Tenant, id, cancellation)).OrThrow();
}
