using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Tells of what became true in another partition than facts are in: whoever sees it tells of it here, and notes only then that nothing is left to tell. Repeated it tells
/// nothing twice.
/// </summary>
/// <param name="store">Where facts are.</param>
internal sealed class LateFacts(IDocumentStore store)
{
    private readonly Outbox outbox = new(store);

    /// <summary>Tells of a fact, once.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The fact's id.</param>
    /// <param name="make">Makes the fact with the number that it is given.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task TellAsync(Tenant tenant, Id<BillingFact> id, Func<long, BillingFact> make, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        while (await store.ReadAsync(partition, WebhookDocuments.Once(id), cancellation) is null)
        {
            var writes = await outbox.TellingAsync(tenant, [make], cancellation);
            await store.CommitAsync(partition, [.. writes, DocumentWrite.Create(WebhookDocuments.Once(id), id.ToBody())], cancellation);
        }
    }
}
