using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>When the run-offs of ended subscriptions are closed: their ends may come to be known at any time.</summary>
internal sealed class RunOffs(IDocumentStore store)
{
    /// <summary>
    /// Makes sure that the run-off behind a closed period comes: when a subscription is ended at the very end of a period that is closed already, nobody
    /// else does.
    /// </summary>
    internal async Task NoteAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        if (context.StepAt(period.Index + 1) is { IsRunOff: true } runOff
            && await store.ReadAsync(partition, BillingDocuments.Period(runOff), cancellation) is null)
        {
            await store.CommitAsync(partition, [PeriodCloser.DueWrite(context, runOff)], cancellation);
        }
    }

    /// <summary>
    /// Moves an entry to when it is due, where it was written for a period that the run-off has taken the place of since.
    /// </summary>
    /// <returns>True where it was moved; false where the entry stands at its place, or is not to be found.</returns>
    internal async Task<bool> PostponeAsync(SubscriptionContext context, BillingPeriod period, DuePeriod due, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        if (!period.IsRunOff || period.State != PeriodState.Open || context.Now >= context.DueAt(period.Period) || due.Entry == PeriodCloser.EntryOf(context, period)
            || await store.ReadAsync(partition, due.Entry, cancellation) is not { } early)
        {
            return false;
        }

        await store.CommitAsync(partition, [PeriodCloser.DueWrite(context, period), DocumentWrite.Delete(due.Entry, early.ETag)], cancellation);
        return true;
    }
}
