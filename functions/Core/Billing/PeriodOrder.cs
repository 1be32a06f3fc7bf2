using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>
/// Periods are closed one after the other: what comes late is the difference between two seals, and the seals of later periods must lie further on. The
/// last period of a terminated subscription may become due before those before it are done.
/// </summary>
internal sealed class PeriodOrder(IDocumentStore store)
{
    /// <summary>True where every period before one is issued, or was passed over because the subscription was not active.</summary>
    internal async Task<bool> IsNextAsync(SubscriptionContext context, int index, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        var subscription = context.Subscription.Id.ToString();
        for (var before = index - 1; before >= 0; before--)
        {
            if (await store.ReadAsync<BillingPeriod>(partition, BillingDocuments.Period(subscription, before), cancellation) is { Value: var period })
            {
                // Only those before the first one that was closed were passed over: one between the two is still to come.
                return period.State > PeriodState.Drafted && before == index - 1;
            }

            // A period that has not begun to be closed has its entry, or one before it has; one that was passed over has none any more.
            var entry = BillingDocuments.Due(context.Customer.TestClockId, context.DueAt(before, context.PeriodAt(before)!.Value), subscription, before);
            if (await store.ReadAsync(partition, entry, cancellation) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
