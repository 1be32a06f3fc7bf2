using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>Periods that end later than was thought when their entries were written.</summary>
internal sealed class PostponedPeriods(IDocumentStore store)
{
    /// <summary>
    /// Moves an entry to when it is due: where the run-off has taken the place of the period that it was written for, or a change of the subscription that
    /// was to part the period was called off.
    /// </summary>
    /// <returns>True where it was moved; false where the entry stands at its place, or is not to be found.</returns>
    internal async Task<bool> PostponeAsync(SubscriptionContext context, BillingPeriod period, DuePeriod due, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        var isEarly = period.State == PeriodState.Open && (!period.HasEnd || (context.Now < context.DueAt(period) && due.Entry != PeriodCloser.EntryOf(context, period)));
        if (!isEarly || await store.ReadAsync(partition, due.Entry, cancellation) is not { } early)
        {
            return false;
        }

        await store.CommitAsync(partition, [.. PeriodCloser.DueWrites(context, period), DocumentWrite.Delete(due.Entry, early.ETag)], cancellation);
        return true;
    }
}
