using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>The settings of tenants.</summary>
/// <param name="store">Where they are.</param>
public sealed class InvoiceSettingsBook(IDocumentStore store)
{
    private const string DocumentId = "invoice-settings";

    /// <summary>A tenant's settings; those that hold unless something else is said.</summary>
    public async ValueTask<InvoiceSettings> OfAsync(Tenant tenant, CancellationToken cancellation) => (await ReadAsync(tenant, cancellation)).Value;

    /// <summary>Changes a tenant's settings.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="change">From what they are to what they are to be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<InvoiceSettings> ChangeAsync(Tenant tenant, Func<InvoiceSettings, InvoiceSettings> change, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(tenant, cancellation);
            var changed = read with { Value = change(read.Value) };
            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [changed.ToWrite(DocumentId)], cancellation))
            {
                return changed.Value;
            }
        }
    }

    private async ValueTask<Versioned<InvoiceSettings>> ReadAsync(Tenant tenant, CancellationToken cancellation) =>
        await store.ReadAsync<InvoiceSettings>(BillingDocuments.PartitionOf(tenant), DocumentId, cancellation) ?? new(new InvoiceSettings(), null);
}
