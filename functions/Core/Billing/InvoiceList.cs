using System.Runtime.CompilerServices;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>Lists invoices by way of the entries that are in the order of their making.</summary>
internal sealed class InvoiceList(IDocumentStore store)
{
    private const int ScanSize = 500;

    /// <summary>The invoices that are wanted, newest first. A filter looks at every entry, and reads the invoices of the customers wanted.</summary>
    internal async Task<Page<Invoice>> PageAsync(Tenant tenant, InvoiceFilter filter, PageRequest page, CancellationToken cancellation)
    {
        if (!filter.IsEmpty)
        {
            return await ScanAsync(tenant, filter, page, cancellation);
        }

        var entries = await store.PageAsync<InvoiceEntry>(BillingDocuments.Invoices(tenant), page, cancellation);
        var found = new List<Invoice>();
        foreach (var entry in entries.Items)
        {
            found.Add(await ReadAsync(tenant, entry.Invoice, cancellation));
        }

        return new Page<Invoice>(found, page, entries.Total);
    }

    /// <summary>The issued invoices that were made in a period, oldest first, however many there are.</summary>
    internal async IAsyncEnumerable<Invoice> IssuedAsync(Tenant tenant, Period made, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in store.ScanAsync(BillingDocuments.InvoicesMade(tenant, made), cancellation))
        {
            var invoice = await ReadAsync(tenant, entry.As<InvoiceEntry>(BillingDocuments.PartitionOf(tenant)).Invoice, cancellation);
            if (invoice.Number is not null && made.Contains(invoice.CreatedAt))
            {
                yield return invoice;
            }
        }
    }

    private async Task<Page<Invoice>> ScanAsync(Tenant tenant, InvoiceFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var found = new List<Invoice>();
        var (total, seen) = (0, 0);
        IReadOnlyList<StoredDocument> entries;
        do
        {
            entries = await store.ListAsync(BillingDocuments.Invoices(tenant), descending: true, seen, ScanSize, cancellation);
            seen += entries.Count;
            foreach (var id in entries.Select(entry => entry.As<InvoiceEntry>(BillingDocuments.PartitionOf(tenant)).Invoice).Where(filter.Allows))
            {
                var invoice = await ReadAsync(tenant, id, cancellation);
                if (filter.Allows(invoice) && total++ >= page.Offset && found.Count < page.Limit)
                {
                    found.Add(invoice);
                }
            }
        }
        while (entries.Count == ScanSize);
        return new Page<Invoice>(found, page, total);
    }

    private async Task<Invoice> ReadAsync(Tenant tenant, Id<Invoice> id, CancellationToken cancellation) =>
        await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is { } found
            ? found.Value
            : throw new DamagedStoreException($"Invoice {id} is listed and missing.");
}
