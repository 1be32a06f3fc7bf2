using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Proofs;

/// <summary>Knows the invoices that have their number and may not have their file yet: it is written after the commit of the number, and before any money moves.</summary>
internal sealed class UnfinishedInvoices(IDocumentStore store)
{
    /// <summary>True where closing is still to write the file: the entry of the invoice's period is there, and nothing was collected.</summary>
    internal async Task<bool> HasAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        if (invoice.Status is not (InvoiceStatus.Issued or InvoiceStatus.Void) || invoice.PaidAmount != invoice.Prepaid)
        {
            return false;
        }

        // Only what is paid in advance of the first period is on an invoice that no period has.
        var index = 0;
        await foreach (var document in store.ScanAsync(BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId), cancellation))
        {
            if (Unreadable.OrNull<BillingPeriod>(document) is { } period && (period.Invoices.Contains(invoice.Id) || (invoice.Original is { } original && period.Invoices.Contains(original.InvoiceId))))
            {
                index = period.Index;
            }
        }

        await foreach (var document in store.ScanAsync(BillingDocuments.DueOf(tenant), cancellation))
        {
            if (Unreadable.OrNull<DuePeriod>(document) is { } due && due.Index == index && due.Subscription.ToString() == invoice.SubscriptionId)
            {
                return true;
            }
        }

        return false;
    }
}
