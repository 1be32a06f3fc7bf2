using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>The settings of tenants.</summary>
/// <param name="store">Where they are.</param>
public sealed class InvoiceSettingsBook(IDocumentStore store)
{
    private const string DocumentId = "invoice-settings";
    private readonly Outbox outbox = new(store);

    /// <summary>A tenant's settings; those that hold unless something else is said.</summary>
    public async ValueTask<InvoiceSettings> OfAsync(Tenant tenant, CancellationToken cancellation) => (await ReadAsync(tenant, cancellation)).Value;

    /// <summary>Changes a tenant's settings. Where mails are switched on customers are told of what becomes true after this has returned.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="change">From what they are to what they are to be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<InvoiceSettings> ChangeAsync(Tenant tenant, Func<InvoiceSettings, InvoiceSettings> change, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(tenant, cancellation);
            var head = await outbox.ReadHeadAsync(tenant, cancellation);
            var wanted = change(read.Value);
            var isMailed = wanted.Emails.Count > 0;
            var changed = read with { Value = wanted with { AfterSequence = isMailed && !head.Value.IsMailed ? head.Value.Sequence : read.Value.AfterSequence } };
            List<DocumentWrite> writes = [changed.ToWrite(DocumentId)];
            if (isMailed != head.Value.IsMailed)
            {
                writes.Add((head with { Value = head.Value with { IsMailed = isMailed } }).ToWrite(WebhookDocuments.Head));
            }

            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), writes, cancellation))
            {
                return changed.Value;
            }
        }
    }

    private async ValueTask<Versioned<InvoiceSettings>> ReadAsync(Tenant tenant, CancellationToken cancellation) =>
        await store.ReadAsync<InvoiceSettings>(BillingDocuments.PartitionOf(tenant), DocumentId, cancellation) ?? new(new InvoiceSettings(), null);
}
