using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Billing;

/// <summary>What billing does when a subscription ends, or goes on otherwise: a period that is shorter than was thought is closed after its own end.</summary>
public sealed class CutPeriods : ISubscriptionCut
{
    private readonly IDocumentStore store;
    private readonly DueEntries entries;
    private readonly SubscriptionContexts contexts;

    /// <summary>Makes the listener.</summary>
    public CutPeriods(IDocumentStore store, CustomerDirectory customers, Clocks clocks)
    {
        this.store = store;
        entries = new DueEntries(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <inheritdoc/>
    public async Task CutAsync(AccountId account, Subscription subscription, CancellationToken cancellation)
    {
        var context = await contexts.FindAsync(account.Tenant, subscription.Id, cancellation)
            ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");

        // All borders, not only the newest: whoever made one before may have gone away before the entry was written.
        foreach (var border in context.Phases.Skip(1).Select(phase => phase.From))
        {
            if (Before(context, border) is { } period && await IsOpenAsync(context, period, cancellation))
            {
                await entries.NoteAsync(context, period, cancellation);
            }
        }

        // The last one also where it is closed: its run-off comes of that.
        if (subscription.End < Instant.MaxValue && Before(context, subscription.End) is { } last)
        {
            await entries.NoteAsync(context, last, cancellation);
        }
    }

    /// <summary>The period that ends at a border.</summary>
    private static BillingPeriod? Before(SubscriptionContext context, Instant border) =>
        context.Calendar.IndexOf(border - Duration.Epsilon) is { } index ? context.StepAt(index) : null;

    private async Task<bool> IsOpenAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation) =>
        (await store.ReadAsync<BillingPeriod>(BillingDocuments.PartitionOf(context.Tenant), BillingDocuments.Period(period), cancellation))?.Value.State is null or PeriodState.Open;
}
