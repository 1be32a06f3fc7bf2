using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Notifications;

/// <summary>Forgets facts and their deliveries that have been kept for their time. May run twice, late, or in two processes.</summary>
/// <param name="store">Where they are.</param>
public sealed class WebhookRetention(IDocumentStore store)
{
    /// <summary>How long a fact is kept after deliveries were made of it; longer where one of them is still to be tried.</summary>
    public static readonly Duration Kept = Duration.FromDays(30);

    // A run ends after so many facts of a tenant; the next one goes on.
    private const int MaxFacts = 10_000;
    private const int PageSize = 500;

    private readonly DeliveryWrites deliveries = new(store);

    /// <summary>Forgets a bounded part of what is old.</summary>
    /// <returns>How many facts were forgotten.</returns>
    /// <exception cref="StoreUnavailableException">A store cannot answer now: the next run goes on.</exception>
    public async Task<int> RunAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            var (passed, forgotten) = (0, 0);
            bool mayHaveMore;
            do
            {
                // Those that were forgotten are gone from the list, which is in the order of their times.
                var facts = await store.ListAsync(WebhookDocuments.ToldOf(tenant), descending: false, passed, PageSize, cancellation);
                var old = facts.TakeWhile(document => document.As<ToldFact>(BillingDocuments.PartitionOf(tenant)).At + Kept <= now).ToList();
                foreach (var document in old)
                {
                    _ = await ForgetAsync(tenant, document, cancellation) ? forgotten++ : passed++;
                }

                mayHaveMore = old.Count == PageSize && forgotten < MaxFacts;
            }
            while (mayHaveMore);
            count += forgotten;
        }

        return count;
    }

    private async Task<bool> ForgetAsync(Tenant tenant, StoredDocument document, CancellationToken cancellation)
    {
        var writes = new List<DocumentWrite> { DocumentWrite.Delete(document.Id, document.ETag) };
        foreach (var id in document.As<ToldFact>(BillingDocuments.PartitionOf(tenant)).Deliveries)
        {
            if (await deliveries.ReadAsync(tenant, id, cancellation) is { } delivery)
            {
                if (delivery.Value.Status == DeliveryStatus.Pending)
                {
                    return false;
                }

                writes.Add(DocumentWrite.Delete(id.ToString(), delivery.ETag!));
            }
        }

        return await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation);
    }
}
