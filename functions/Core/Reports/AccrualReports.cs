using System.Runtime.CompilerServices;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Reports;

/// <summary>
/// Tells what was earned and is not invoiced, by the same rules as invoices are made by: at the end of a period it is what the period's invoice will charge for it.
/// Fees that are paid in advance are not among it: they are invoiced before they are earned.
/// </summary>
public sealed class AccrualReports
{
    private const int PageSize = 100;

    private readonly SubscriptionService subscriptions;
    private readonly SubscriptionContexts contexts;
    private readonly UnbilledPeriods unbilled;
    private readonly PeriodLines lines;
    private readonly ITaxSource taxes;
    private readonly IDocumentStore store;

    /// <summary>Makes the service.</summary>
    public AccrualReports(
        IDocumentStore store, SubscriptionService subscriptions, CustomerDirectory customers, Clocks clocks, UsageReader usage, ITaxSource taxes)
    {
        this.subscriptions = subscriptions;
        (this.taxes, this.store) = (taxes, store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        unbilled = new UnbilledPeriods(store);
        lines = new PeriodLines(store, usage);
    }

    /// <summary>The accruals of all of a tenant's subscriptions, one after the other.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async IAsyncEnumerable<Accrual> AllAsync(Tenant tenant, Instant? at, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Page<Subscription> page;
        var seen = 0;
        do
        {
            page = await subscriptions.PageAsync(tenant, new PageRequest(PageSize, seen), cancellation);
            foreach (var subscription in page.Items)
            {
                yield return await OfAsync(tenant, subscription, at, cancellation);
            }

            seen += PageSize;
        }
        while (seen < page.Total);
    }

    /// <summary>The accrual of a subscription: of each period that has begun, and whose invoice was not issued by then; and what came late for others. One that cannot be rated says why, so that the others are told.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="at">When; null for the customer's present, which is also the latest that is told.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<Accrual> OfAsync(Tenant tenant, Subscription subscription, Instant? at, CancellationToken cancellation)
    {
        var context = await contexts.FindAsync(tenant, subscription.Id, cancellation)
            ?? throw new DamagedStoreException($"Subscription {subscription.Id} is missing.");
        var until = Instant.Min(at ?? context.Now, context.Now);
        try
        {
            return await OfAsync(context, until, isPresent: at is null || at > context.Now, cancellation);
        }
        catch (OverflowException exception)
        {
            return new Accrual(subscription, until, 0, 0, 0, 0) { Problem = AmountTooLargeException.Of(exception, "What is to be invoiced").Message };
        }
    }

    private async Task<Accrual> OfAsync(SubscriptionContext context, Instant until, bool isPresent, CancellationToken cancellation)
    {
        bool IsBefore(Instant? time) => time < until || (isPresent && time == until);
        var drafts = new List<Invoice>();
        if (await unbilled.NextAsync(context, cancellation) is { } next)
        {
            var pools = await AccountPools.LoadAsync(store, context.Tenant, context.Customer, until, cancellation);
            var late = await lines.OfLateAsync(context, await unbilled.AsSealedAsync(next, cancellation), pools, cancellation);
            drafts.Add(await DraftAsync(context, next.Index, late, cancellation));
            for (var step = next; step is { IsRunOff: false } && IsBefore(step.Period.Start); step = context.StepAt(step.Index + 1))
            {
                drafts.Add(await DraftAsync(context, step, until, isPresent, pools, cancellation));
            }
        }

        foreach (var known in await unbilled.KnownAsync(context, cancellation))
        {
            if (known is { State: >= PeriodState.Drafted, IsRunOff: false } && IsBefore(known.Period.Start) && !IsBefore(known.IssuedAt))
            {
                drafts.Add(await DraftAsync(context, known, until, isPresent, pools: null, cancellation));
            }
        }

        var all = drafts.SelectMany(draft => draft.Lines).ToLookup(line => line.Kind, line => line.TotalPrice);
        return new Accrual(
            context.Subscription, until, all[LineKind.Usage].Sum(), all[LineKind.Fee].Sum(), all[LineKind.Discount].Sum() + all[LineKind.Adjustment].Sum(), drafts.Sum(draft => draft.Prepaid));
    }

    private async Task<Invoice> DraftAsync(SubscriptionContext context, BillingPeriod period, Instant until, bool isPresent, AccountPools? pools, CancellationToken cancellation)
    {
        var counted = await unbilled.AsSealedAsync(period, cancellation);
        return await DraftAsync(context, period.Index, await lines.OfPeriodUntilAsync(context, counted, until, isPresent, pools, cancellation), cancellation);
    }

    /// <summary>An invoice of lines, which parts them from their tax. It is not kept.</summary>
    private async Task<Invoice> DraftAsync(SubscriptionContext context, int index, IReadOnlyList<BillableLine> of, CancellationToken cancellation)
    {
        var tax = await taxes.DecideAsync(context.TaxQuestionFor(index, next: null), cancellation);
        var terms = context.TermsFor(Id<Invoice>.Of(context.Subscription.Id.Suffix), index, new(context.Now, context.Now), graceEnd: null, tax);
        return InvoiceDraft.Create(terms, of, context.Now);
    }
}
