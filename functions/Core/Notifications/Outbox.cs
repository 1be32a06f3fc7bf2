using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>Writes facts down in the commits that make them true.</summary>
internal sealed class Outbox(IDocumentStore store)
{
    /// <summary>
    /// The writes that tell of changed invoices, for the commit that changes them; none where nothing became true that is told of. The commit does not hold
    /// where another fact, or an endpoint, came first: the caller reads again.
    /// </summary>
    internal Task<IReadOnlyList<DocumentWrite>> TellingAsync(
        Tenant tenant, IEnumerable<(Invoice Before, Invoice After)> changes, CancellationToken cancellation) =>
        TellingAsync(
            tenant,
            [
                .. changes.SelectMany(change => InvoiceFacts.Between(change.Before, change.After), (change, type) =>
                    (Func<long, BillingFact>)(sequence => InvoiceFacts.Of(change.After, type, sequence))),
            ],
            cancellation);

    /// <summary>The writes that tell of some facts, for the commit that makes them true; none for none. The same holds for the commit.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="told">Each makes a fact with the number that it is given.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<IReadOnlyList<DocumentWrite>> TellingAsync(Tenant tenant, IReadOnlyList<Func<long, BillingFact>> told, CancellationToken cancellation)
    {
        if (told.Count == 0)
        {
            return [];
        }

        var read = await ReadHeadAsync(tenant, cancellation);
        var head = read.Value;
        if (!head.HasListeners)
        {
            return [read.ToWrite(WebhookDocuments.Head)];
        }

        var next = read with { Value = head with { Sequence = head.Sequence + told.Count } };
        return
        [
            next.ToWrite(WebhookDocuments.Head),
            .. told.Select((make, index) => make(head.Sequence + index + 1))
                .Select(fact => DocumentWrite.Create(WebhookDocuments.Untold(fact.Sequence), fact.ToBody())),
        ];
    }

    /// <summary>The head as it stands.</summary>
    internal async Task<Versioned<OutboxHead>> ReadHeadAsync(Tenant tenant, CancellationToken cancellation) =>
        await store.ReadAsync<OutboxHead>(BillingDocuments.PartitionOf(tenant), WebhookDocuments.Head, cancellation) ?? new(new OutboxHead(), null);
}
