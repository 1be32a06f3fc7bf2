using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Customers;

/// <summary>Finds the customer that usage is reported for. Asks the store at every call, so that it is never stale.</summary>
public sealed class CustomerDirectory(IDocumentStore store)
{
    private readonly ParsedDocuments<KnownCustomer> byId = new(store, (document, partition) => new(document.As<Customer>(partition)));
    private readonly ParsedDocuments<ExternalIdHolder> byExternalId = new(store);

    /// <summary>The customer of an id (<c>cus_…</c>) or an external id; null where there is none.</summary>
    public async ValueTask<Customer?> ResolveAsync(Tenant tenant, string subject, CancellationToken cancellation) =>
        (await Of(tenant).ResolveAsync(subject, cancellation))?.Customer;

    /// <summary>The customer of an external id; null where there is none.</summary>
    public async ValueTask<Customer?> FindExternalAsync(Tenant tenant, string externalId, CancellationToken cancellation) =>
        (await Of(tenant).FindExternalAsync(externalId, cancellation))?.Customer;

    /// <summary>The customers of a tenant.</summary>
    internal TenantCustomers Of(Tenant tenant) => new(tenant, byId, byExternalId);
}
