using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>The entries that make periods be closed when they are due: one for each period that has an end and is not closed yet.</summary>
internal sealed class DueEntries(IDocumentStore store)
{
    /// <summary>The id of a period's entry.</summary>
    internal static string IdOf(SubscriptionContext context, BillingPeriod period) =>
        BillingDocuments.Due(context.Customer.TestClockId, context.DueAt(period), context.Subscription.Id.ToString(), period.Index);

    /// <summary>What notes a period; nothing for one whose end is not known.</summary>
    internal static IReadOnlyList<DocumentWrite> Noting(SubscriptionContext context, BillingPeriod period)
    {
        if (!period.HasEnd)
        {
            return [];
        }

        var due = DueOf(context, period);
        return [DocumentWrite.Put(due.Entry, due.ToBody())];
    }

    /// <summary>What a period's entry says.</summary>
    internal static DuePeriod DueOf(SubscriptionContext context, BillingPeriod period) =>
        new(context.Tenant, context.Subscription.Id, period.Index, IdOf(context, period));

    /// <summary>What notes the period behind another, if there is one.</summary>
    internal static IReadOnlyList<DocumentWrite> NotingNext(SubscriptionContext context, int index) =>
        context.StepAt(index + 1) is { } following ? Noting(context, following) : [];

    /// <summary>Notes a period.</summary>
    internal async Task NoteAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        if (Noting(context, period) is { Count: > 0 } writes)
        {
            await store.CommitAsync(BillingDocuments.PartitionOf(context.Tenant), writes, cancellation);
        }
    }

    /// <summary>True where a period's entry stands.</summary>
    internal async Task<bool> StandsAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation) =>
        await store.ReadAsync(BillingDocuments.PartitionOf(context.Tenant), IdOf(context, period), cancellation) is not null;

    /// <summary>
    /// Moves the entry of a period that ends later than was thought to when it is due: where the run-off has taken the place of the period that it was written
    /// for, or a change of the subscription that was to part the period was called off; or where its drafts are reviewed.
    /// </summary>
    /// <returns>True where it was moved; false where the entry stands at its place, or is not to be found.</returns>
    internal async Task<bool> PostponeAsync(SubscriptionContext context, BillingPeriod period, DuePeriod due, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        var isReviewed = period.IsInReview(context.Now);
        var isEarly = (period.State == PeriodState.Open && !period.HasEnd)
            || ((period.State == PeriodState.Open || isReviewed) && context.Now < context.DueAt(period) && due.Entry != IdOf(context, period));
        if (!isEarly || await store.ReadAsync(partition, due.Entry, cancellation) is not { } early)
        {
            // Whoever took the entry of a period in review away has noted when that is over.
            return isReviewed;
        }

        await store.CommitAsync(partition, [.. Noting(context, period), DocumentWrite.Delete(due.Entry, early.ETag)], cancellation);
        return true;
    }

    /// <summary>Takes an entry away, if it still stands.</summary>
    internal async Task DropAsync(Tenant tenant, string entry, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        if (await store.ReadAsync(partition, entry, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(entry, standing.ETag)], cancellation);
        }
    }
}
