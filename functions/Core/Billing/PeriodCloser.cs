using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>
/// Takes a period from open to an issued and collected invoice, one conditional commit at a time. Every step may be repeated, by timers that
/// fire twice or after a crash; whoever loses a race reads again and goes on from where the winner is.
/// </summary>
public sealed class PeriodCloser
{
    private readonly IDocumentStore store;
    private readonly IEventLog log;
    private readonly IIdSource ids;
    private readonly MeterProgress progress;
    private readonly SubscriptionContexts contexts;
    private readonly PeriodLines lines;
    private readonly InvoiceRegister invoices;
    private readonly InvoicePeriods movements;

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
        this.ids = ids;
        this.invoices = invoices;
        progress = new MeterProgress(store);
        contexts = new SubscriptionContexts(store, customers, clocks);
        lines = new PeriodLines(store, usage);
        movements = new InvoicePeriods(store, ids);
    }

    /// <summary>Takes a period as far as it will go now.</summary>
    /// <returns>True when it is closed: its invoice is issued and collected as far as the wallet reaches. False where it must be called again later.</returns>
    public async Task<bool> CloseAsync(DuePeriod due, CancellationToken cancellation)
    {
        var tenant = due.TenantValue;
        if (await contexts.FindAsync(tenant, due.Subscription, cancellation) is not { } context)
        {
            // The entry was written before a subscription that was then refused: there is nothing to bill.
            await DropAsync(tenant, due.Entry, cancellation);
            return true;
        }

        if (context.PeriodAt(due.Index) is not { } period)
        {
            await DropAsync(tenant, due.Entry, cancellation);
            return true;
        }

        if (context.Subscription.ActivatedAt is null)
        {
            await SkipAsync(context, due, cancellation);
            return true;
        }

        var partition = BillingDocuments.PartitionOf(tenant);
        var id = BillingDocuments.Period(due.Subscription.ToString(), due.Index);
        while (true)
        {
            var read = await store.ReadAsync<BillingPeriod>(partition, id, cancellation);
            var current = read?.Value ?? new BillingPeriod { SubscriptionId = due.Subscription.ToString(), Index = due.Index, Period = period };
            if (current.State > PeriodState.Drafted)
            {
                await CollectAsync(context, current, due, cancellation);
                await DropAsync(tenant, due.Entry, cancellation);
                return true;
            }

            if (await NextAsync(context, current, cancellation) is not { } step)
            {
                return false;
            }

            var (next, writes) = step;
            await store.CommitAsync(partition, [new Versioned<BillingPeriod>(next, read?.ETag).ToWrite(id), .. writes], cancellation);
        }
    }

    /// <summary>The period one step further, with what is written together with it; null where the next step is not possible yet.</summary>
    private async Task<(BillingPeriod Next, IReadOnlyList<DocumentWrite> Writes)?> NextAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        switch (period.State)
        {
            case PeriodState.Open when period.AnnouncedAt is null && context.Version.Terms.LateEventPolicy == LateEventPolicy.Reject:
                return period.Announce(context.Now, context.DueAt(period.Period)).TryGet(out var announced, out _) ? (announced, []) : null;
            case PeriodState.Open:
                return period.Begin(context.Now, context.DueAt(period.Period), await EndsAsync(cancellation)).TryGet(out var closing, out _) ? (closing, []) : null;
            case PeriodState.Closing:
                return period.Seal(context.Now, await ConsumedAsync(cancellation)).TryGet(out var closed, out _) ? (closed, []) : null;
            case PeriodState.Sealed:
                return await DraftAsync(context, period, cancellation);
            default:
                return await IssueAsync(context, period, cancellation);
        }
    }

    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>)?> DraftAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var next = context.PeriodAt(period.Index + 1);
        var rated = await lines.OfAsync(context, period, next, cancellation);
        var id = ChildIds.Next<Invoice>(ids, context.Customer.Id);
        var invoice = InvoiceDraft.Create(context.TermsFor(id, period.Period, period.GraceEnd), rated, context.Now);
        return (period.Draft(id, context.Now).OrThrow() with { Next = next }, InvoiceRegister.Creating(invoice, context.Customer));
    }

    private async Task<(BillingPeriod, IReadOnlyList<DocumentWrite>)?> IssueAsync(
        SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        if (await invoices.IssuingAsync(
            context.Tenant, period.InvoiceId!.Value, context.Now, context.Subscription.PaymentTermDays, cancellation) is not { } issuing)
        {
            // Another came first: a commit on the version that was read will not hold, and the next look finds the period issued.
            return (period, []);
        }

        IReadOnlyList<DocumentWrite> next = context.PeriodAt(period.Index + 1) is { } following
            ? [DueWrite(context, following, period.Index + 1)]
            : [];
        return (period.Issue(context.Now).OrThrow(), [.. issuing, .. next]);
    }

    /// <summary>The entry that makes a period be closed when it is due.</summary>
    internal static DocumentWrite DueWrite(SubscriptionContext context, Period period, int index)
    {
        var entry = BillingDocuments.Due(context.Customer.TestClockId, context.DueAt(period), context.Subscription.Id.ToString(), index);
        return DocumentWrite.Put(entry, new DuePeriod(context.Tenant.ToString(), context.Subscription.Id, index, entry).ToBody());
    }

    private async Task CollectAsync(SubscriptionContext context, BillingPeriod period, DuePeriod due, CancellationToken cancellation)
    {
        var finished = await invoices.FinishAsync(context.Tenant, period.InvoiceId!.Value, cancellation);

        // A command that comes again when its period is closed has no entry by which it would be found, should it not come to its end.
        var isDue = await store.ReadAsync(BillingDocuments.PartitionOf(context.Tenant), due.Entry, cancellation) is not null;
        var note = isDue ? null : await movements.NoteMovementAsync(context.Tenant, finished, context.Now, cancellation);
        var invoice = await invoices.CollectAsync(context.Account, finished.Id, context.Now, cancellation, pays: context.Subscription.AutoCharge);

        var id = BillingDocuments.Period(period.SubscriptionId, period.Index);
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        if (period.Follow(invoice).TryGet(out var followed, out _)
            && followed != period
            && await store.ReadAsync<BillingPeriod>(partition, id, cancellation) is { } read)
        {
            await store.CommitAsync(partition, [(read with { Value = followed }).ToWrite(id)], cancellation);
        }

        await movements.ForgetMovementAsync(context.Tenant, note, cancellation);
    }

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

    /// <summary>Passes over a period of a subscription whose first invoice is not paid: nothing is billed before it is active.</summary>
    private async Task SkipAsync(SubscriptionContext context, DuePeriod due, CancellationToken cancellation)
    {
        if (context.PeriodAt(due.Index + 1) is { } following)
        {
            await store.CommitAsync(BillingDocuments.PartitionOf(context.Tenant), [DueWrite(context, following, due.Index + 1)], cancellation);
        }

        await DropAsync(context.Tenant, due.Entry, cancellation);
    }

    private async Task DropAsync(Tenant tenant, string entry, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        if (await store.ReadAsync(partition, entry, cancellation) is { } standing)
        {
            await store.CommitAsync(partition, [DocumentWrite.Delete(entry, standing.ETag)], cancellation);
        }
    }
}
