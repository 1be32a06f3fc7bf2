using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Billing;

/// <summary>Keeps the issued invoice and notes of a period for good, and moves their money.</summary>
internal sealed class PeriodCollection(IDocumentStore store, InvoiceRegister invoices, InvoicePeriods movements, WalletService wallets)
{
    /// <summary>Collects what the period's invoice and notes ask for, and gives what they give back. May be repeated.</summary>
    internal async Task RunAsync(SubscriptionContext context, BillingPeriod period, CancellationToken cancellation)
    {
        var finished = new List<Invoice>();
        foreach (var id in period.Invoices)
        {
            finished.Add(await invoices.FinishAsync(context.Tenant, id, cancellation));
        }

        if (finished.Count == 0)
        {
            return;
        }

        // A wallet that has nothing pays nothing, however often it is asked: then there is nothing to note.
        var pays = context.Subscription.AutoCharge && await wallets.GetAsync(context.Account, cancellation) is { Available: > 0 };

        // The period's own entry is not enough: another who closes the period too takes it away, and a command may come again when it is gone.
        var note = finished.Exists(invoice => MayMove(invoice, pays))
            ? await movements.NoteMovementAsync(context.Tenant, context.Customer.TestClockId, finished[0], period.Index, context.Now, cancellation)
            : null;
        foreach (var invoice in finished)
        {
            var collected = await CollectAsync(context, invoice, pays, cancellation);
            if (invoice.Id == period.InvoiceId)
            {
                await FollowAsync(context, period, collected, cancellation);
            }
        }

        foreach (var credited in finished.Where(invoice => invoice.CreditedAmount > 0))
        {
            await invoices.GoOnWithCreditsAsync(context.Account, credited.Id, context.Now, cancellation);
        }

        await CollectOriginalsAsync(context, finished, cancellation);
        await movements.ForgetMovementAsync(context.Tenant, note, cancellation);
    }

    private static bool MayMove(Invoice invoice, bool pays) =>
        invoice.UnpaidAmount < 0 || (invoice.UnpaidAmount > 0 && pays) || invoice.Status == InvoiceStatus.Void || invoice.Original is not null;

    private async Task FollowAsync(SubscriptionContext context, BillingPeriod period, Invoice invoice, CancellationToken cancellation)
    {
        var id = BillingDocuments.Period(period);
        var partition = BillingDocuments.PartitionOf(context.Tenant);
        if (period.Follow(invoice).TryGet(out var followed, out _)
            && followed != period
            && await store.ReadAsync<BillingPeriod>(partition, id, cancellation) is { } read)
        {
            await store.CommitAsync(partition, [(read with { Value = followed }).ToWrite(id)], cancellation);
        }
    }

    /// <summary>What a note gave back pays for the invoice that it is to, where that is not paid yet.</summary>
    private async Task CollectOriginalsAsync(SubscriptionContext context, List<Invoice> finished, CancellationToken cancellation)
    {
        foreach (var note in finished.Where(note => note.Type == InvoiceType.CreditNote && context.Subscription.AutoCharge))
        {
            var original = (await invoices.GetAsync(context.Tenant, note.Original!.InvoiceId, cancellation)).OrThrow();
            await CollectAsync(context, original, pays: true, cancellation);
        }
    }

    /// <summary>The invoice after it; the same where the wallet is in another currency, so that nothing can be given back: it stays issued, to be seen.</summary>
    private async Task<Invoice> CollectAsync(SubscriptionContext context, Invoice invoice, bool pays, CancellationToken cancellation)
    {
        var collected = await invoices.CollectAsync(context.Account, invoice.Id, context.Now, cancellation, pays);
        return collected.TryGet(out var after, out _) ? after : invoice;
    }
}
