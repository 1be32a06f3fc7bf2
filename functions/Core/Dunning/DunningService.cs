using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Dunning;

/// <summary>Takes the steps that are due with invoices that are not paid: asks the wallet again, marks, reminds, and ends as the plan says.</summary>
public sealed class DunningService
{
    private readonly IDocumentStore store;
    private readonly InvoiceRegister invoices;
    private readonly SubscriptionService subscriptions;
    private readonly SubscriptionContexts contexts;
    private readonly InvoiceCharges charges;

    /// <summary>Makes the service.</summary>
    public DunningService(
        IDocumentStore store, CustomerDirectory customers, Clocks clocks, InvoiceRegister invoices, SubscriptionService subscriptions, InvoiceCharges charges)
    {
        this.charges = charges;
        this.store = store;
        this.invoices = invoices;
        this.subscriptions = subscriptions;
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <summary>Takes one step with an invoice; the entry moves to the next in the commit that takes it.</summary>
    internal async Task LookAsync(Tenant tenant, StoredDocument entry, string? clock, CancellationToken cancellation)
    {
        var id = entry.As<OwedInvoice>(BillingDocuments.PartitionOf(tenant)).Invoice;
        if (await ReadAsync(tenant, id, cancellation) is not { } read || !DunningDecision.IsOwed(read.Value)
            || await contexts.FindAsync(tenant, Id<Subscription>.Parse(read.Value.SubscriptionId), cancellation) is not { } context)
        {
            await DropAsync(tenant, entry, cancellation);
            return;
        }

        if (context.Subscription.AutoCharge)
        {
            // Nothing may be there to be paid with, or another may have paid it: what counts is how the invoice stands then.
            await invoices.PayAsync(tenant, id, context.Now, cancellation);
            read = await ReadAgainAsync(tenant, id, cancellation);
        }

        var schedule = ScheduleOf(context, read.Value);
        if (context.IsCharged || (context.Subscription.AutoCharge && read.Value.Charge is not null))
        {
            await charges.GoOnAsync(context, read.Value, DunningDecision.NextAt(read.Value, schedule), cancellation);
            read = await ReadAgainAsync(tenant, id, cancellation);
        }

        if (DunningDecision.IsOwed(read.Value) && InvoiceChargeDecision.IsUnderWay(read.Value))
        {
            await MoveAsync(tenant, entry, OwedInvoice.Noting(clock, read.Value, context.Now + InvoiceChargeDecision.Patience), cancellation);
            return;
        }

        if (DunningDecision.Ends(read.Value, schedule, context.Now) && context.Subscription.EndedAt is null)
        {
            // Before the step: it may be asked for twice. One that has an end to come is refused, and ends then.
            await subscriptions.TerminateAsync(tenant, context.Subscription.Id, DunningDecision.Reason, effectiveAt: null, cancellation);
        }

        var after = DunningDecision.Step(read.Value, schedule, context.Now);
        var next = DunningDecision.NextAt(after, schedule);
        after = InvoiceChargeDecision.NotingNext(after, next);
        var noting = OwedInvoice.Noting(clock, after, next);
        if (ReferenceEquals(after, read.Value))
        {
            await MoveAsync(tenant, entry, noting, cancellation);
            return;
        }

        await invoices.ChangeAsync(tenant, read, after, context.Now, Moving(entry, noting), cancellation);
    }

    private static DunningSchedule? ScheduleOf(SubscriptionContext context, Invoice invoice) =>
        (context.Phases.LastOrDefault(phase => phase.From <= invoice.Period.Start) ?? context.Phases[0]).Version.Terms.Dunning;

    /// <summary>The writes that put an entry to another place; none where it is there.</summary>
    private static IReadOnlyList<DocumentWrite> Moving(StoredDocument entry, IReadOnlyList<DocumentWrite> noting) =>
        noting.Any(write => write.Id == entry.Id) ? [] : [.. noting, DocumentWrite.Delete(entry.Id, entry.ETag)];

    private async Task MoveAsync(Tenant tenant, StoredDocument entry, IReadOnlyList<DocumentWrite> noting, CancellationToken cancellation)
    {
        if (Moving(entry, noting) is { Count: > 0 } writes)
        {
            await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation);
        }
    }

    private async Task<Versioned<Invoice>> ReadAgainAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) ?? throw new DamagedStoreException($"Invoice {id} is missing.");

    private async Task DropAsync(Tenant tenant, StoredDocument entry, CancellationToken cancellation) =>
        await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [DocumentWrite.Delete(entry.Id, entry.ETag)], cancellation);

    private ValueTask<Versioned<Invoice>?> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
