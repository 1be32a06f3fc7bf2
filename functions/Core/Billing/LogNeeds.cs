using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>Tells from when on the log is needed to close the periods that are not closed yet, those that were put aside among them.</summary>
public sealed class LogNeeds
{
    private readonly IDocumentStore store;
    private readonly UsageLimits limits;
    private readonly SubscriptionContexts contexts;

    /// <summary>Makes it.</summary>
    public LogNeeds(IDocumentStore store, UsageLimits limits, CustomerDirectory customers, Clocks clocks)
    {
        this.store = store;
        this.limits = limits;
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <summary>Records that the log took before this instant are not needed any more; the end of time where no period is open.</summary>
    public async Task<Instant> EarliestAsync(CancellationToken cancellation)
    {
        var earliest = Instant.MaxValue;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            var open = await store.ListAllAsync<DuePeriod>(BillingDocuments.DueOf(tenant), cancellation);
            var stopped = await store.ListAllAsync<DuePeriod>(BillingDocuments.StoppedOf(tenant), cancellation);
            foreach (var due in open.Concat(stopped))
            {
                earliest = Instant.Min(earliest, await NeedOfAsync(tenant, due, cancellation));
            }
        }

        return earliest;
    }

    private async Task<Instant> NeedOfAsync(Tenant tenant, DuePeriod due, CancellationToken cancellation)
    {
        if (await contexts.FindAsync(tenant, due.Subscription, cancellation) is not { } context || context.StepAt(due.Index) is not { Period: var period })
        {
            return Instant.MaxValue;
        }

        if (context.Customer.TestClockId is not null)
        {
            // A test clock says nothing of when the log took its events: none was before the customer.
            return context.Customer.CreatedAt;
        }

        // Late usage is rated again from the start of its period, whose first hour may have begun before it.
        var first = period.Start;
        var previous = await store.ReadAsync<BillingPeriod>(
            BillingDocuments.PartitionOf(tenant), BillingDocuments.Period(context.Subscription.Id.ToString(), due.Index - 1), cancellation);
        var reach = await LateReach.OfAsync(store, context, period, previous?.Value, cancellation);
        for (var index = due.Index - 1; index >= 0 && context.PeriodAt(index) is { } earlier && reach.GoesBackTo(earlier); index--)
        {
            first = reach.Includes(earlier) ? earlier.Start : first;
        }

        return UsageWindow.HourOf(first) - limits.MaxAhead;
    }
}
