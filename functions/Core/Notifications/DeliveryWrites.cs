using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>Reads deliveries, and writes them together with the entries by which those that are due are found.</summary>
internal sealed class DeliveryWrites(IDocumentStore store)
{
    /// <summary>A delivery; null where there is none.</summary>
    internal ValueTask<Versioned<WebhookDelivery>?> ReadAsync(Tenant tenant, Id<WebhookDelivery> id, CancellationToken cancellation) =>
        store.ReadAsync<WebhookDelivery>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);

    /// <summary>The writes of a delivery that changes.</summary>
    internal async Task<IReadOnlyList<DocumentWrite>> ChangingAsync(
        Tenant tenant, Versioned<WebhookDelivery> read, WebhookDelivery next, CancellationToken cancellation)
    {
        var writes = new List<DocumentWrite> { (read with { Value = next }).ToWrite(next.Id.ToString()) };
        var (before, after) = (DueDelivery.Of(tenant, read.Value), DueDelivery.Of(tenant, next));
        if (after is not null)
        {
            writes.Add(after.ToWrite());
        }

        if (before is not null && before.Entry != after?.Entry
            && await store.ReadAsync(BillingDocuments.PartitionOf(tenant), before.Entry, cancellation) is { } entry)
        {
            writes.Add(DocumentWrite.Delete(entry.Id, entry.ETag));
        }

        return writes;
    }
}
