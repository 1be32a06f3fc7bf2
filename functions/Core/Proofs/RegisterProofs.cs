using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Proofs;

/// <summary>
/// Proves that a tenant's invoices are complete: each number up to the counter has one invoice, each invoice its entry in the list, each issued
/// one its file, and no file of a number is without its invoice.
/// </summary>
/// <param name="store">Where invoices, entries and counter are.</param>
/// <param name="blobs">Where issued invoices are kept.</param>
public sealed class RegisterProofs(IDocumentStore store, IBlobStore blobs)
{
    private readonly NumberCheck numbers = new(store, blobs);

    /// <summary>Counts the tenant's invoices.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task<RegisterProof> ProveAsync(Tenant tenant, CancellationToken cancellation)
    {
        // In this order, for invoices are made meanwhile: what the counter has given is issued, and what has a document has its entry.
        var findings = new List<Finding>();
        var given = await numbers.GivenAsync(tenant, cancellation);
        var invoices = new Dictionary<string, Invoice?>();
        await foreach (var document in store.ScanAsync(BillingDocuments.InvoiceDocuments(tenant), cancellation))
        {
            invoices[document.Id] = Unreadable.OrNull<Invoice>(document);
        }

        await CheckListAsync(tenant, invoices, findings, cancellation);
        List<Invoice> issued = [.. invoices.Values.OfType<Invoice>().Where(invoice => invoice.Number is not null)];
        await numbers.RunAsync(tenant, issued, given, findings, cancellation);
        return new RegisterProof(issued.Count, findings);
    }

    private async Task CheckListAsync(Tenant tenant, Dictionary<string, Invoice?> invoices, List<Finding> findings, CancellationToken cancellation)
    {
        var listed = new HashSet<string>();
        await foreach (var document in store.ScanAsync(BillingDocuments.Invoices(tenant), cancellation))
        {
            if (Unreadable.OrNull<InvoiceEntry>(document) is not { } entry)
            {
                findings.Add(new Finding(FindingCodes.InvoiceEntryDiffers, document.Id, "It cannot be read."));
            }
            else if (await IsOfAsync(tenant, document.Id, entry.Invoice, invoices, cancellation))
            {
                listed.Add(entry.Invoice.ToString());
            }
            else
            {
                findings.Add(new Finding(FindingCodes.InvoiceEntryDiffers, document.Id, $"It is not the entry of the invoice {entry.Invoice}, or there is none."));
            }
        }

        findings.AddRange(invoices.Keys.Where(id => !listed.Contains(id)).Select(id =>
            new Finding(FindingCodes.InvoiceNotListed, $"the document of {id}", "The list of invoices does not have it.")));
    }

    /// <summary>True for an invoice's own entry. Of an invoice that cannot be read only the id is known.</summary>
    private async Task<bool> IsOfAsync(
        Tenant tenant, string entry, Id<Invoice> id, Dictionary<string, Invoice?> invoices, CancellationToken cancellation)
    {
        if (!invoices.TryGetValue(id.ToString(), out var invoice))
        {
            if (await store.ReadAsync(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation) is not { } fresh)
            {
                return false;
            }

            invoice = Unreadable.OrNull<Invoice>(fresh);
        }

        return invoice is null ? entry.EndsWith($":{id}", StringComparison.Ordinal) : entry == BillingDocuments.InvoiceEntry(invoice with { Id = id });
    }
}
