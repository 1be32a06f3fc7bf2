using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Pools;

/// <summary>Tells what pools come to when the usage by now is drawn that is not invoiced yet. Nothing of it is kept.</summary>
internal sealed class OpenUsage(IDocumentStore store, SubscriptionContexts contexts, IUsageSource usage)
{
    private readonly UnbilledPeriods unbilled = new(store);
    private readonly PeriodLines lines = new(store, usage);

    /// <summary>The pools of a customer; null for one who never had any.</summary>
    internal async Task<AccountPools?> DrawnAsync(Tenant tenant, Customer customer, Instant now, CancellationToken cancellation)
    {
        var pools = await AccountPools.LoadAsync(store, tenant, customer, PoolStanding.HourAfter(now), cancellation);
        var all = pools is null ? null : await store.ReadAsync<AccountSubscriptions>(AccountId.Of(tenant, customer.Id).ToString(), AccountSubscriptions.DocumentId, cancellation);
        foreach (var subscription in all?.Value.Subscriptions ?? [])
        {
            if (await contexts.FindAsync(tenant, subscription.Id, cancellation) is not { } context)
            {
                continue;
            }

            for (var step = await unbilled.NextAsync(context, cancellation); step is { IsRunOff: false } && step.Period.Start <= now; step = context.StepAt(step.Index + 1))
            {
                await lines.DrawAsync(context, await unbilled.AsSealedAsync(step, cancellation), pools, cancellation);
            }
        }

        return pools;
    }
}
