using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>Keeps the period of an invoice in step with it.</summary>
internal sealed class InvoicePeriods(IDocumentStore store)
{
    /// <summary>The write that lets an invoice's period follow it, for the same commit; null where it has none, or needs no change.</summary>
    internal async Task<DocumentWrite?> FollowingAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        var range = BillingDocuments.PeriodsOf(tenant, invoice.SubscriptionId);
        foreach (var document in await store.ListAsync(range, descending: true, 0, int.MaxValue, cancellation))
        {
            var period = document.As<BillingPeriod>();
            if (period.InvoiceId == invoice.Id)
            {
                return period.Follow(invoice).TryGet(out var followed, out _) && followed != period
                    ? DocumentWrite.Replace(document.Id, followed.ToBody(), document.ETag)
                    : null;
            }
        }

        return null;
    }
}
