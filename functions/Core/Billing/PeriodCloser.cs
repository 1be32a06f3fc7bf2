using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

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

    /// <summary>Makes a closer.</summary>
    public PeriodCloser(
        IDocumentStore store,
        IEventLog log,
        IIdSource ids,
        CustomerDirectory customers,
        Clocks clocks,
        UsageReader usage,
        InvoiceRegister invoices)
    {
        this.store = store;
        this.log = log;
        this.invoices = invoices;
        progress = new MeterProgress(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        drafts = new PeriodDrafts(store, ids, usage);
        collection = new PeriodCollection(store, invoices, new InvoicePeriods(store, ids));
        order = new PeriodOrder(store);
        waiting = new WaitingSubscriptions(store, invoices, contexts);
        runOffs = new RunOffs(store);
    }

    /// <summary>Takes a period as far as it will go now.</summary>
    /// <returns>True when it is closed: its invoice is issued and collected as far as the wallet reaches. False where it must be called again later.</returns>
    public async Task<bool> CloseAsync(DuePeriod due, CancellationToken cancellation)
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
            return true;
        }

        var partition = BillingDocuments.PartitionOf(tenant);
        var id = BillingDocuments.Period(step);
        if (BillingDocuments.IsMovement(due) && await store.ReadAsync(partition, id, cancellation) is null)
        {
            // Money moved for the first invoice, which has no period. The period of that number is closed by its own entry, if it is at all.
            await DropAsync(tenant, due.Entry, cancellation);
            return true;
        }

        if (context.Subscription.ActivatedAt is null)
        {
            await waiting.PassOverAsync(context, due, cancellation);
            await DropAsync(tenant, due.Entry, cancellation);
            return true;
        }

        while (true)
        {
            var read = await store.ReadAsync<BillingPeriod>(partition, id, cancellation);
            if (read is null && await waiting.IsPassedOverAsync(context, due, cancellation))
            {
                return true;
            }

            var current = read?.Value ?? step;
            if (current.State > PeriodState.Drafted)
            {
                await collection.RunAsync(context, current, cancellation);
                await runOffs.NoteAsync(context, current, cancellation);
                await DropAsync(tenant, due.Entry, cancellation);
                return true;
            }

            if (await NextAsync(context, current, cancellation) is not var (next, writes))
            {
                return await runOffs.PostponeAsync(context, current, due, cancellation);
            }

            await store.CommitAsync(partition, [new Versioned<BillingPeriod>(next, read?.ETag).ToWrite(id), .. writes], cancellation);
        }
    }

    /// <summary>The period one step further, with what is written together with it; null where the next step is not possible yet.</summary>
    private async Task<(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes)?> NextAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        switch (period.State)
        {
            case PeriodState.Open when !await order.IsNextAsync(context, period.Index, cancellation):
                return null;
            case PeriodState.Open when period.AnnouncedAt is null && (period.IsRunOff || context.Version.Terms.LateEventPolicy == LateEventPolicy.Reject):
                return period.Announce(context.Now, context.DueAt(period.Period)).TryGet(out var announced, out _) ? (announced, []) : null;
            case PeriodState.Open:
                return period.Begin(context.Now, context.DueAt(period.Period), await EndsAsync(cancellation)).TryGet(out var closing, out _) ? (closing, []) : null;
            case PeriodState.Closing:
                return period.Seal(context.Now, await ConsumedAsync(cancellation)).TryGet(out var closed, out _) ? (closed, []) : null;
            case PeriodState.Sealed:
                return await drafts.NextAsync(context, period, cancellation);
            default:
                return await IssueAsync(context, period, cancellation);
        }
    }

    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>)?> IssueAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var (issuing, isPart) = await invoices.IssuingAsync(
            context.Tenant, period.Invoices, MaxIssued, context.Now, context.Subscription.PaymentTermDays, cancellation);
        if (isPart || issuing.Count == 0)
        {
            // Where there is nothing to issue another came first: a commit on the version that was read will not hold, and the next look finds the period
            // issued.
            return (period, issuing);
        }

        return (period.Issue(context.Now).OrThrow(), [.. issuing, .. NextDue(context, period.Index)]);
    }

    private static DocumentWrite[] NextDue(SubscriptionContext context, int index) =>
        context.StepAt(index + 1) is { } following ? [DueWrite(context, following)] : [];

    /// <summary>The entry that makes a period be closed when it is due.</summary>
    internal static DocumentWrite DueWrite(SubscriptionContext context, BillingPeriod period)
    {
        var entry = EntryOf(context, period);
        return DocumentWrite.Put(entry, new DuePeriod(context.Tenant, context.Subscription.Id, period.Index, entry).ToBody());
    }

    /// <summary>The id of that entry.</summary>
    internal static string EntryOf(SubscriptionContext context, BillingPeriod period) =>
        BillingDocuments.Due(context.Customer.TestClockId, context.DueAt(period.Period), context.Subscription.Id.ToString(), period.Index);

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
