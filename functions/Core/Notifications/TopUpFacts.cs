using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Tells of the payments of automatic top-ups. They are in other partitions than facts are: whoever sees what became of one tells of it here, and then notes
/// that it has. Repeated it tells nothing twice.
/// </summary>
/// <param name="store">Where facts are.</param>
internal sealed class TopUpFacts(IDocumentStore store)
{
    private readonly Outbox outbox = new(store);

    /// <summary>Tells of a payment, once for each type.</summary>
    internal async Task TellAsync(Tenant tenant, string type, Payment payment, Instant at, CancellationToken cancellation)
    {
        var id = Id<BillingFact>.Of(payment.Id.Suffix + type.Split('.')[^1]);
        var partition = BillingDocuments.PartitionOf(tenant);
        while (await store.ReadAsync(partition, WebhookDocuments.Once(id), cancellation) is null)
        {
            var writes = await outbox.TellingAsync(
                tenant,
                [sequence => new BillingFact { Id = id, Type = type, At = at, Sequence = sequence, TopUp = TopUpFigures.Of(payment) }],
                cancellation);
            await store.CommitAsync(partition, [.. writes, DocumentWrite.Create(WebhookDocuments.Once(id), id.ToBody())], cancellation);
        }
    }
}
