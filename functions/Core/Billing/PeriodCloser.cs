using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
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
    private readonly MeterProgress progress;
    private readonly SubscriptionContexts contexts;
    private readonly PeriodDrafts drafts;
    private readonly InvoiceRegister invoices;
    private readonly PeriodCollection collection;
    private readonly PeriodOrder order;
    private readonly WaitingSubscriptions waiting;
    private readonly RunOffs runOffs;
    private readonly PostponedPeriods postponed;
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
        IClosingObserver? observer = null)
    {
        this.store = store;
        this.log = log;
        this.invoices = invoices;
        this.observer = observer;
        progress = new MeterProgress(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        drafts = new PeriodDrafts(store, ids, usage);
        collection = new PeriodCollection(store, invoices, new InvoicePeriods(store, ids), new WalletService(store));
        order = new PeriodOrder(store);
        waiting = new WaitingSubscriptions(store, invoices, contexts);
        runOffs = new RunOffs(store);
        postponed = new PostponedPeriods(store);
        bulk = new BulkIssuing(store, invoices, observer);
    }

    /// <summary>Takes a period as far as it will go now.</summary>
    /// <returns>True when it is closed: its invoice is issued and collected as far as the wallet reaches. False where it must be called again later.</returns>
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
            return await postponed.PostponeAsync(context, period.Value, due, cancellation);
        }

        await collection.RunAsync(context, period.Value, cancellation);
        await runOffs.NoteAsync(context, period.Value, cancellation);
        await DropAsync(due.Tenant, due.Entry, cancellation);
        return true;
    }

    /// <summary>Takes a period as far as its draft, and no further.</summary>
    /// <returns>The draft that is to be issued; null where there is none: it is not possible yet, or is done.</returns>
    internal async Task<DraftedPeriod?> DraftAsync(DuePeriod due, CancellationToken cancellation) =>
        await BeginAsync(due, cancellation) is var (context, step)
        && await AdvanceAsync(context, step, due, PeriodState.Drafted, cancellation) is { Period: { Value.State: PeriodState.Drafted } period, IsPassedOver: false }
            ? new DraftedPeriod(context, period)
            : null;

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
            await DropAsync(tenant, due.Entry, cancellation);
            return null;
        }

        if (BillingDocuments.IsMovement(due)
            && await store.ReadAsync(BillingDocuments.PartitionOf(tenant), BillingDocuments.Period(step), cancellation) is null)
        {
            // Money moved for the first invoice, which has no period. The period of that number is closed by its own entry, if it is at all.
            await DropAsync(tenant, due.Entry, cancellation);
            return null;
        }

        if (context.Subscription.ActivatedAt is null)
        {
            await waiting.PassOverAsync(context, due, cancellation);
            await DropAsync(tenant, due.Entry, cancellation);
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

            if (read.Value.State >= until || await NextAsync(context, read.Value, cancellation) is not var (next, writes, issued))
            {
                return (read, false);
            }

            if (await store.CommitAsync(partition, [(read with { Value = next }).ToWrite(id), .. writes], cancellation))
            {
                observer?.Advanced(read.Value, next, issued);
            }
        }
    }

    /// <summary>
    /// The period one step further, with what is written together with it and the invoices that this issues; null where the next step is not possible yet.
    /// </summary>
    private async Task<(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes, IReadOnlyList<Invoice> Issued)?> NextAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        switch (period.State)
        {
            case PeriodState.Open when !period.HasEnd || !await order.IsNextAsync(context, period.Index, cancellation):
                return null;
            case PeriodState.Open when period.AnnouncedAt is null && (period.IsRunOff || context.VersionAt(period.Index).Terms.LateEventPolicy == LateEventPolicy.Reject):
                return period.Announce(context.Now, context.DueAt(period)).TryGet(out var announced, out _) ? (announced, [], []) : null;
            case PeriodState.Open:
                return period.Begin(context.Now, context.DueAt(period), await EndsAsync(cancellation)).TryGet(out var closing, out _)
                    ? await SealAsync(context, closing, cancellation) ?? (closing, [], []) : null;
            case PeriodState.Closing:
                return await SealAsync(context, period, cancellation);
            case PeriodState.Sealed:
                return await DraftAsync(context, period, cancellation);
            default:
                return await IssueAsync(context, period, cancellation);
        }
    }

    /// <summary>A period sealed and drafted in one, for every commit costs; null where consumers are behind.</summary>
    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>, IReadOnlyList<Invoice>)?> SealAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation) =>
        period.Seal(context.Now, await ConsumedAsync(cancellation)).TryGet(out var sealedPeriod, out _)
            ? await DraftAsync(context, sealedPeriod, cancellation) : null;

    /// <summary>A period drafted; of one that is closed without an invoice, with the entry of the next.</summary>
    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>, IReadOnlyList<Invoice>)> DraftAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var (drafted, writes) = await drafts.NextAsync(context, period, cancellation);
        return (drafted, drafted.State == PeriodState.Closed ? [.. writes, .. NextDue(context, period.Index)] : writes, []);
    }

    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>, IReadOnlyList<Invoice>)?> IssueAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var (issuing, issued, isPart) = await invoices.IssuingAsync(
            context.Tenant, period.Invoices, MaxIssued, context.Now, context.Subscription.PaymentTermDays, cancellation);
        if (isPart || issuing.Count == 0)
        {
            // Where there is nothing to issue another came first: a commit on the version that was read will not hold, and the next look finds the period
            // issued.
            return (period, issuing, issued);
        }

        return (period.Issue(context.Now).OrThrow(), [.. issuing, .. NextDue(context, period.Index)], issued);
    }

    /// <summary>A period without notes as it is when it is issued, and what is written then, apart from its invoice.</summary>
    internal static (BillingPeriod Period, IReadOnlyList<DocumentWrite> Writes) Issuing(DraftedPeriod drafted)
    {
        var (context, period) = drafted;
        var issued = period with { Value = period.Value.Issue(context.Now).OrThrow() };
        return (issued.Value, [issued.ToWrite(BillingDocuments.Period(issued.Value)), .. NextDue(context, issued.Value.Index)]);
    }

    private static DocumentWrite[] NextDue(SubscriptionContext context, int index) =>
        context.StepAt(index + 1) is { } following ? DueWrites(context, following) : [];

    /// <summary>The entry that makes a period be closed when it is due; none for one whose end is not known.</summary>
    internal static DocumentWrite[] DueWrites(SubscriptionContext context, BillingPeriod period)
    {
        if (!period.HasEnd)
        {
            return [];
        }

        var entry = EntryOf(context, period);
        return [DocumentWrite.Put(entry, new DuePeriod(context.Tenant, context.Subscription.Id, period.Index, entry).ToBody())];
    }

    /// <summary>The id of that entry.</summary>
    internal static string EntryOf(SubscriptionContext context, BillingPeriod period) =>
        BillingDocuments.Due(context.Customer.TestClockId, context.DueAt(period), context.Subscription.Id.ToString(), period.Index);

    /// <summary>The ends of the log, and of the logs before it: those were metered to their ends before this one was made.</summary>
    private async Task<IReadOnlyList<SealPosition>> EndsAsync(CancellationToken cancellation)
    {
        List<SealPosition> ends = [.. (await ConsumedAsync(cancellation)).Where(mark => mark.Log != log.Number)];
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            ends.Add(new SealPosition(log.Number, partition, await log.LastSequenceAsync(partition, cancellation)));
        }

        return ends;
    }

    private async Task<IReadOnlyList<SealPosition>> ConsumedAsync(CancellationToken cancellation) =>
        [.. (await progress.AllAsync(cancellation)).Select(mark => new SealPosition(mark.Log, mark.Partition, mark.Sequence))];

    private async Task DropAsync(Tenant tenant, string entry, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        if (await store.ReadAsync(partition, entry, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(entry, standing.ETag)], cancellation);
        }
    }
}
