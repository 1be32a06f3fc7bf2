using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>
/// Periods are closed one after the other: what comes late is the difference between two seals, and the seals of later periods must lie further on. The
/// last period of a terminated subscription may become due before those before it are done.
/// </summary>
internal sealed class PeriodOrder(IDocumentStore store)
{
    private readonly DueEntries entries = new(store);

    /// <summary>True where every period before one is issued, or was passed over because the subscription was not active.</summary>
    /// <exception cref="InvalidOperationException">One before it was put aside: this one waits beside it, and both are made due again together.</exception>
    internal async Task<bool> IsNextAsync(SubscriptionContext context, int index, CancellationToken cancellation)
    {
        if (index == 0 || await FindAsync(context, index - 1, cancellation) is { State: > PeriodState.Drafted })
        {
            return true;
        }

        await CheckNoneIsStoppedAsync(context, index, cancellation);
        for (var before = index - 1; before >= 0; before--)
        {
            // A period that has not begun to be closed has its entry, or one before it has; one that was passed over has none any more. Only those before the
            // first one that was closed were passed over: one between the two is still to come.
            if (await FindAsync(context, before, cancellation) is not null || await entries.StandsAsync(context, context.StepAt(before)!, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<BillingPeriod?> FindAsync(SubscriptionContext context, int index, CancellationToken cancellation) =>
        (await store.ReadAsync<BillingPeriod>(
            BillingDocuments.PartitionOf(context.Tenant), BillingDocuments.Period(context.Subscription.Id.ToString(), index), cancellation))?.Value;

    private async Task CheckNoneIsStoppedAsync(SubscriptionContext context, int index, CancellationToken cancellation)
    {
        foreach (var stopped in await store.ListAllAsync<DuePeriod>(BillingDocuments.StoppedOf(context.Tenant), cancellation))
        {
            if (stopped.Subscription == context.Subscription.Id && stopped.Index < index)
            {
                throw new InvalidOperationException($"Period {stopped.Index} of {stopped.Subscription} comes first, and was put aside: {stopped.Problem}");
            }
        }
    }
}
