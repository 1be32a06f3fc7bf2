using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Taxes;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Billing;

/// <summary>
/// Takes a period from open to an issued and collected invoice, one conditional commit at a time. Every step may be repeated, by timers that
/// fire twice or after a crash; whoever loses a race reads again and goes on from where the winner is.
/// </summary>
public sealed class PeriodCloser
{
    // With the counter, the period and the entry of the next: far under the hundred writes of a commit, however long invoices are.
    private const int MaxIssued = 10;

    private readonly IDocumentStore store;
    private readonly IEventLog log;
    private readonly LogSeals seals;
    private readonly DueEntries entries;
    private readonly SubscriptionContexts contexts;
    private readonly PeriodDrafts drafts;
    private readonly InvoiceRegister invoices;
    private readonly PeriodCollection collection;
    private readonly PeriodOrder order;
    private readonly WaitingSubscriptions waiting;
    private readonly RunOffs runOffs;
    private readonly BulkIssuing bulk;
    private readonly IClosingObserver? observer;

    /// <summary>Makes a closer.</summary>
    public PeriodCloser(
        IDocumentStore store,
        IEventLog log,
        IIdSource ids,
        CustomerDirectory customers,
        Clocks clocks,
        UsageReader usage,
        InvoiceRegister invoices,
        ITaxSource taxes,
        IClosingObserver? observer = null)
    {
        this.store = store;
        this.log = log;
        this.invoices = invoices;
        this.observer = observer;
        seals = new LogSeals(store);
        entries = new DueEntries(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        drafts = new PeriodDrafts(store, ids, usage, taxes);
        collection = new PeriodCollection(store, invoices, new InvoicePeriods(store, ids), new WalletService(store));
        order = new PeriodOrder(store);
        waiting = new WaitingSubscriptions(store, invoices, contexts);
        runOffs = new RunOffs(store);
        bulk = new BulkIssuing(store, invoices, observer);
    }

    /// <summary>Takes a period as far as it will go now.</summary>
    /// <returns>
    /// True when it is closed: its invoice is issued and collected as far as the wallet reaches; or when it is due later than was thought, and its entry stands
    /// there. False where it must be called again later.
    /// </returns>
    public async Task<bool> CloseAsync(DuePeriod due, CancellationToken cancellation)
    {
        if (await BeginAsync(due, cancellation) is not var (context, step))
        {
            return true;
        }

        var (period, isPassedOver) = await AdvanceAsync(context, step, due, PeriodState.Issued, cancellation);
        if (isPassedOver)
        {
            return true;
        }

        if (period.Value.State <= PeriodState.Drafted)
        {
            return await entries.PostponeAsync(context, period.Value, due, cancellation);
        }

        await collection.RunAsync(context, period.Value, cancellation);
        await runOffs.NoteAsync(context, period.Value, cancellation);
        await entries.DropAsync(due.Tenant, due.Entry, cancellation);
        return true;
    }

    /// <summary>Takes a period as far as its draft, and no further.</summary>
    /// <returns>The draft that is to be issued; null where there is none: it is not possible yet, or is done.</returns>
    internal async Task<DraftedPeriod?> DraftAsync(DuePeriod due, CancellationToken cancellation) =>
        await BeginAsync(due, cancellation) is var (context, step)
        && await AdvanceAsync(context, step, due, PeriodState.Drafted, cancellation) is { Period: { Value.State: PeriodState.Drafted } period, IsPassedOver: false }
        && !period.Value.IsInReview(context.Now)
            ? new DraftedPeriod(context, period)
            : null;

    /// <summary>True for a period that has not begun to be closed, because one before it is not closed.</summary>
    internal async Task<bool> WaitsForEarlierAsync(DuePeriod due, CancellationToken cancellation) =>
        await BeginAsync(due, cancellation) is var (context, step)
        && (await store.ReadAsync<BillingPeriod>(BillingDocuments.PartitionOf(due.Tenant), BillingDocuments.Period(step), cancellation))?.Value.State is null or PeriodState.Open
        && !await order.IsNextAsync(context, due.Index, cancellation);

    /// <summary>See <see cref="BulkIssuing.RunAsync"/>.</summary>
    internal Task IssueAsync(Tenant tenant, IEnumerable<DraftedPeriod> drafted, CancellationToken cancellation) => bulk.RunAsync(tenant, drafted, cancellation);

    /// <summary>The subscription and the period as it begins; null where there is nothing to close, and the entry is gone.</summary>
    private async Task<(SubscriptionContext Context, BillingPeriod Step)?> BeginAsync(DuePeriod due, CancellationToken cancellation)
    {
        var tenant = due.Tenant;
        var context = await contexts.FindAsync(tenant, due.Subscription, cancellation);
        if (context is not null && (due.Index == 0 || context.Subscription.ActivatedAt is null))
        {
            context = await waiting.GoOnAsync(context, cancellation);
        }

        if (context?.StepAt(due.Index) is not { } step)
        {
            // The entry was written before a subscription that was then refused, or for a period before which it ended: there is nothing to bill.
            await entries.DropAsync(tenant, due.Entry, cancellation);
            return null;
        }

        if (BillingDocuments.IsMovement(due)
            && await store.ReadAsync(BillingDocuments.PartitionOf(tenant), BillingDocuments.Period(step), cancellation) is null)
        {
            // Money moved for the first invoice, which has no period. The period of that number is closed by its own entry, if it is at all.
            await entries.DropAsync(tenant, due.Entry, cancellation);
            return null;
        }

        if (context.Subscription.ActivatedAt is null || step.Period.Start < context.Subscription.BilledFrom)
        {
            await waiting.PassOverAsync(context, due, cancellation);
            await entries.DropAsync(tenant, due.Entry, cancellation);
            return null;
        }

        return (context, step);
    }

    /// <summary>Takes a period to a state, or as near to it as is possible now.</summary>
    private async Task<(Versioned<BillingPeriod> Period, bool IsPassedOver)> AdvanceAsync(
        SubscriptionContext context, BillingPeriod step, DuePeriod due, PeriodState until, CancellationToken cancellation)
    {
        var (partition, id) = (BillingDocuments.PartitionOf(due.Tenant), BillingDocuments.Period(step));
        while (true)
        {
            var read = await store.ReadAsync<BillingPeriod>(partition, id, cancellation) ?? new Versioned<BillingPeriod>(step, null);
            if (read.ETag is null && await waiting.IsPassedOverAsync(context, due, cancellation))
            {
                return (read, true);
            }

            if (read.Value.State >= until || await NextAsync(context, read.Value, cancellation) is not { } taken)
            {
                return (read, false);
            }

            if (await store.CommitAsync(partition, [(read with { Value = taken.Next }).ToWrite(id), .. taken.Writes], cancellation))
            {
                observer?.Advanced(read.Value, taken.Next, taken.Issued);
            }
        }
    }

    /// <summary>The period one step further; null where that is not possible yet.</summary>
    private async Task<ClosingStep?> NextAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        switch (period.State)
        {
            case PeriodState.Open when !period.HasEnd || !await order.IsNextAsync(context, period.Index, cancellation):
                return null;
            case PeriodState.Open when period.AnnouncedAt is null && (period.IsRunOff || context.VersionAt(period.Index).Terms.LateEventPolicy == LateEventPolicy.Reject):
                return period.Announce(context.Now, context.DueAt(period)).TryGet(out var announced, out _) ? ClosingStep.To(announced) : null;
            case PeriodState.Open:
                return period.Begin(context.Now, context.DueAt(period), await seals.EndsAsync(log, cancellation)).TryGet(out var closing, out _)
                    ? await SealAsync(context, closing, cancellation) ?? ClosingStep.To(closing) : null;
            case PeriodState.Closing:
                return await SealAsync(context, period, cancellation);
            case PeriodState.Sealed:
                return await DraftAsync(context, period, cancellation);
            case PeriodState.Drafted when period.IsInReview(context.Now):
                return null;
            default:
                return await IssueAsync(context, period, cancellation);
        }
    }

    /// <summary>A period sealed and drafted in one, for every commit costs; null where consumers are behind.</summary>
    private async Task<ClosingStep?> SealAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation) =>
        period.Seal(context.Now, await seals.ConsumedAsync(cancellation)).TryGet(out var sealedPeriod, out _)
            ? await DraftAsync(context, sealedPeriod, cancellation) : null;

    /// <summary>A period drafted; of one that is closed without an invoice, with the entry of the next.</summary>
    private async Task<ClosingStep> DraftAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var (drafted, writes) = await DraftedAsync(context, period, cancellation);
        return new ClosingStep(drafted, drafted.State == PeriodState.Closed ? [.. writes, .. DueEntries.NotingNext(context, period.Index)] : writes, []);
    }

    private async Task<(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes)> DraftedAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        try
        {
            return await drafts.NextAsync(context, period, cancellation);
        }
        catch (OverflowException exception) when (exception is not AmountTooLargeException)
        {
            throw new AmountTooLargeException($"What period {period.Index} of {period.SubscriptionId} comes to", exception);
        }
    }

    private async Task<ClosingStep> IssueAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var (issuing, issued, isPart) = await invoices.IssuingAsync(period.Invoices, MaxIssued, context, cancellation);
        if (isPart || issuing.Count == 0)
        {
            // Where there is nothing to issue another came first: a commit on the version that was read will not hold, and the next look finds the period
            // issued.
            return new ClosingStep(period, issuing, issued);
        }

        return new ClosingStep(period.Issue(context.Now).OrThrow(), [.. issuing, .. DueEntries.NotingNext(context, period.Index)], issued);
    }
}
