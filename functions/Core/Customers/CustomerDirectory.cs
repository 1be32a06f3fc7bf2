using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Finds the customer that usage is reported for. Asks the store at every call, so that it is never stale.</summary>
public sealed class CustomerDirectory(IDocumentStore store)
{
    private readonly ParsedDocuments<Customer> byId = new(store);
    private readonly ParsedDocuments<ExternalIdHolder> byExternalId = new(store);

    /// <summary>The customer of an id (<c>cus_…</c>) or an external id; null where there is none.</summary>
    public async ValueTask<Customer?> ResolveAsync(Tenant tenant, string subject, CancellationToken cancellation)
    {
        if (Id<Customer>.TryParse(subject, out _)
            && await byId.ReadAsync(CustomerPartition.Of(tenant), subject, cancellation) is { } customer)
        {
            return customer;
        }

        return await FindExternalAsync(tenant, subject, cancellation);
    }

    /// <summary>The customer of an external id; null where there is none.</summary>
    public async ValueTask<Customer?> FindExternalAsync(Tenant tenant, string externalId, CancellationToken cancellation)
    {
        var partition = CustomerPartition.Of(tenant);
        var holder = await byExternalId.ReadAsync(partition, CustomerPartition.ExternalDocument(externalId), cancellation);
        return holder is null ? null : await byId.ReadAsync(partition, holder.CustomerId.ToString(), cancellation);
    }
}
