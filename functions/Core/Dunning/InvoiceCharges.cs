using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Dunning;

/// <summary>
/// Charges what wallets do not cover of invoices to the methods that customers have saved. Each attempt is one payment, whose key is made of the invoice and of the
/// number of the attempt: whoever comes again after a crash, or at the same time, finds it, and asks how it stands.
/// </summary>
/// <param name="store">Where invoices are.</param>
/// <param name="payments">Asks for the payments.</param>
/// <param name="methods">What is charged.</param>
/// <param name="charged">Notes on the invoice what became of them.</param>
public sealed class InvoiceCharges(IDocumentStore store, PaymentService payments, PaymentMethods methods, ChargedInvoices charged)
{
    private readonly PaymentFacts facts = new(store);

    /// <summary>Makes the attempt that is due, or asks the customer on a page; nothing where neither is.</summary>
    /// <param name="context">The subscription, which is charged unasked.</param>
    /// <param name="invoice">An issued invoice. The wallet was asked before.</param>
    /// <param name="stepAt">When the next step of dunning is to be taken; null where none is left.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StoreUnavailableException">A store or the provider cannot answer now: the next look goes on.</exception>
    internal async Task GoOnAsync(SubscriptionContext context, Invoice invoice, Instant? stepAt, CancellationToken cancellation)
    {
        if (InvoiceChargeDecision.IsDue(invoice, stepAt, context.Now)
            && await methods.ChargedAsync(context.Tenant, context.Customer, cancellation) is { } method)
        {
            await ChargeAsync(context, invoice, new PaymentCharge(invoice.Id, (invoice.Charge?.Attempt ?? 0) + 1, method), cancellation);
            invoice = await ReadAsync(context, invoice.Id, cancellation);
        }

        if (InvoiceChargeDecision.NeedsPage(invoice))
        {
            await ChargeAsync(context, invoice, new PaymentCharge(invoice.Id, invoice.Charge!.Attempt, Method: null), cancellation);
        }
    }

    private async Task ChargeAsync(SubscriptionContext context, Invoice invoice, PaymentCharge charge, CancellationToken cancellation)
    {
        var asked = await payments.ChargeAsync(
            context.Tenant, invoice.CustomerId, charge, invoice.UnpaidAmount, invoice.Currency, context.Now, cancellation);
        if (!asked.TryGet(out var payment, out var refused))
        {
            await NoteRefusalAsync(context, invoice.Id, charge, refused, cancellation);
            return;
        }

        // What is resolved is noted by who resolved it.
        if (payment.Status == PaymentStatus.Pending)
        {
            await charged.NoteAsync(context.Tenant, payment, context.Now, cancellation);
            if (charge.Method is null)
            {
                await facts.TellAsync(context.Tenant, FactTypes.PaymentActionRequired, payment, context.Now, cancellation);
            }
        }
    }

    /// <summary>Notes an attempt for which no payment could be asked: the wallet is in another currency, or the provider takes no such amount.</summary>
    private async Task NoteRefusalAsync(SubscriptionContext context, Id<Invoice> id, PaymentCharge charge, Refusal refused, CancellationToken cancellation)
    {
        var failed = new InvoiceCharge(charge.Attempt, context.Now, PaymentStatus.Failed) { FailureCode = refused.Code };
        while (true)
        {
            var read = await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(context.Tenant), id.ToString(), cancellation)
                ?? throw new DamagedStoreException($"Invoice {id} is missing.");
            if (read.Value.Charge?.Attempt >= charge.Attempt
                || await store.CommitAsync(
                    BillingDocuments.PartitionOf(context.Tenant), [(read with { Value = read.Value with { Charge = failed } }).ToWrite(id.ToString())], cancellation))
            {
                return;
            }
        }
    }

    private async Task<Invoice> ReadAsync(SubscriptionContext context, Id<Invoice> id, CancellationToken cancellation) =>
        (await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(context.Tenant), id.ToString(), cancellation))?.Value
        ?? throw new DamagedStoreException($"Invoice {id} is missing.");
}
