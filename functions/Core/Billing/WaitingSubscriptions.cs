using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>What closing does for a subscription whose first invoice is not paid: nothing is billed before it is active.</summary>
internal sealed class WaitingSubscriptions(IDocumentStore store, InvoiceRegister invoices, SubscriptionContexts contexts)
{
    private readonly DueEntries entries = new(store);

    /// <summary>
    /// Goes on where whoever made the first invoice, paid it, or called it off, went away between its number, its file, the wallet and the subscription.
    /// </summary>
    /// <returns>The subscription as it is then.</returns>
    internal async Task<SubscriptionContext> GoOnAsync(SubscriptionContext context, CancellationToken cancellation)
    {
        var first = InitialInvoices.IdFor(context.Subscription.Id);
        if (!(await invoices.GetAsync(context.Tenant, first, cancellation)).TryGet(out var invoice, out _))
        {
            return context;
        }

        await invoices.FinishAsync(context.Tenant, first, cancellation);
        await invoices.CollectAsync(context.Account, first, context.Now, cancellation, pays: false);
        if (invoice.CreditedAmount > 0)
        {
            await invoices.GoOnWithCreditsAsync(context.Account, first, context.Now, cancellation);
        }

        return await contexts.FindAsync(context.Tenant, context.Subscription.Id, cancellation) ?? context;
    }

    /// <summary>
    /// True where a command comes again for a period that was passed over before the subscription became active: its entry is gone, and it was never begun.
    /// </summary>
    internal async Task<bool> IsPassedOverAsync(SubscriptionContext context, DuePeriod due, CancellationToken cancellation) =>
        context.Phases[0] is { IsCharged: true } first && first.Version.InAdvanceTotal() > 0
        && await store.ReadAsync(BillingDocuments.PartitionOf(context.Tenant), due.Entry, cancellation) is null;

    /// <summary>Passes over a period: the next one becomes due in its time.</summary>
    internal async Task PassOverAsync(SubscriptionContext context, DuePeriod due, CancellationToken cancellation)
    {
        if (context.StepAt(due.Index + 1) is { IsRunOff: false } following)
        {
            await entries.NoteAsync(context, following, cancellation);
        }
    }
}
