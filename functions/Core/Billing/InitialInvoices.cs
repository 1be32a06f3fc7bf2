using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// What billing does when a subscription starts: the first period is noted to be closed, and what is paid in advance of it goes onto an
/// invoice of its own, Invoice 0, whose payment activates the subscription.
/// </summary>
public sealed class InitialInvoices : ISubscriptionStarted
{
    private readonly DueEntries entries;
    private readonly InvoiceRegister invoices;
    private readonly SubscriptionContexts contexts;
    private readonly ITaxSource taxes;

    /// <summary>Makes the listener.</summary>
    public InitialInvoices(IDocumentStore store, InvoiceRegister invoices, CustomerDirectory customers, Clocks clocks, ITaxSource taxes)
    {
        entries = new DueEntries(store);
        this.invoices = invoices;
        this.taxes = taxes;
        contexts = new SubscriptionContexts(store, customers, clocks);
    }

    /// <inheritdoc/>
    public async Task<Id<Invoice>?> StartedAsync(
        AccountId account, Subscription subscription, PlanVersion planVersion, Instant now, CancellationToken cancellation)
    {
        var context = await contexts.FindAsync(account.Tenant, subscription.Id, cancellation)
            ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");
        if (context.StepAt(0) is not { } first)
        {
            return null;
        }

        await entries.NoteAsync(context, first, cancellation);
        if (await DraftAsync(context, planVersion, now, cancellation) is not { Id: var id } draft)
        {
            return null;
        }

        await invoices.IssueNewAsync(context with { Now = now }, draft, cancellation);

        // Also where nothing is paid unasked: the stub of a period may cost nothing, and then the subscription is active at once.
        await invoices.CollectAsync(account, id, now, cancellation, pays: subscription.AutoCharge);
        return id;
    }

    /// <summary>What the first invoice of a subscription that is not there yet would be; null where nothing is paid in advance. Nothing of it is kept.</summary>
    internal async Task<Invoice?> PreviewAsync(
        Tenant tenant, Merchant merchant, Customer customer, Subscription subscription, PlanVersion version, Instant now, CancellationToken cancellation)
    {
        var context = new SubscriptionContext(
            tenant, merchant, customer, subscription, [.. subscription.Phases.Select(phase => new BilledPhase(phase, version))], now);
        return await DraftAsync(context, version, now, cancellation);
    }

    /// <summary>The draft of the first invoice; null where nothing is paid in advance.</summary>
    private async Task<Invoice?> DraftAsync(SubscriptionContext context, PlanVersion version, Instant now, CancellationToken cancellation)
    {
        if (!context.Phases[0].IsCharged || version.InAdvanceTotal() == 0)
        {
            return null;
        }

        // For the period as agreed: whether an end came between the subscription and this invoice must not show on it.
        var agreed = context.AsAgreed.At(0)!;
        var tax = await taxes.DecideAsync(context.TaxQuestionFor(0, next: null), cancellation);
        var terms = context.TermsFor(IdFor(context.Subscription.Id), 0, agreed.Period, graceEnd: null, tax);
        return InvoiceDraft.Create(terms, FeeLine.InAdvance(agreed, context.Currency), now);
    }

    /// <summary>One invoice a subscription: the id follows from the subscription's, so that a second call finds the first one's invoice.</summary>
    internal static Id<Invoice> IdFor(Id<Subscription> subscription) => Id<Invoice>.Of(subscription.Suffix);
}
