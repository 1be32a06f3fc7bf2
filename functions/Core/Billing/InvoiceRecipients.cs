using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Billing;

/// <summary>Tells who invoices were made out to, until it is erased.</summary>
public sealed class InvoiceRecipients(IDocumentStore store, CustomerDirectory customers) : ICustomerErased
{
    /// <summary>Who the invoice was made out to; an erased customer is called <see cref="Customer.ErasedText"/>.</summary>
    public async Task<InvoiceRecipient> OfAsync(Tenant tenant, Invoice invoice, CancellationToken cancellation)
    {
        var customer = await customers.ResolveAsync(tenant, invoice.CustomerId.ToString(), cancellation)
            ?? throw new DamagedStoreException($"The customer of invoice {invoice.Id} is missing.");

        // A closing that was under way while the customer was erased may have written the name once more.
        return customer.ErasedAt is null
            && await store.ReadAsync<InvoiceRecipient>(BillingDocuments.PartitionOf(tenant), BillingDocuments.Recipient(invoice.Id), cancellation) is { } kept
            ? kept.Value
            : InvoiceRecipient.Of(customer);
    }

    /// <inheritdoc/>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        IReadOnlyList<StoredDocument> some;
        while ((some = await store.ListAsync(
            BillingDocuments.RecipientsOf(tenant, customer.Id), descending: false, 0, DocumentBounds.MaxWrites, cancellation)).Count > 0)
        {
            await store.CommitAsync(
                BillingDocuments.PartitionOf(tenant), [.. some.Select(document => DocumentWrite.Delete(document.Id, document.ETag))], cancellation);
        }
    }
}
