using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>When the run-offs of ended subscriptions are closed: their ends may come to be known at any time.</summary>
internal sealed class RunOffs(IDocumentStore store)
{
    private readonly DueEntries entries = new(store);

    /// <summary>
    /// Makes sure that the run-off behind a closed period comes: when a subscription is ended at the very end of a period that is closed already, nobody
    /// else does.
    /// </summary>
    internal async Task NoteAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        if (context.StepAt(period.Index + 1) is { IsRunOff: true } runOff
            && await store.ReadAsync(BillingDocuments.PartitionOf(context.Tenant), BillingDocuments.Period(runOff), cancellation) is null)
        {
            await entries.NoteAsync(context, runOff, cancellation);
        }
    }
}
