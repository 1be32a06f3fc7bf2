using System.Runtime.CompilerServices;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Finds the customer that usage is reported for. Asks the store at every call, so that it is never stale, and reads a document's
/// bytes once for as long as the store hands out the same document.</summary>
public sealed class CustomerDirectory(IDocumentStore store)
{
    private readonly ConditionalWeakTable<StoredDocument, object> parsed = [];

    /// <summary>The customer of an id (<c>cus_…</c>) or an external id; null where there is none.</summary>
    public async ValueTask<Customer?> ResolveAsync(Tenant tenant, string subject, CancellationToken cancellation)
    {
        if (Id<Customer>.TryParse(subject, out _)
            && Parse<Customer>(await store.ReadAsync(CustomerPartition.Of(tenant), subject, cancellation)) is { } customer)
        {
            return customer;
        }

        return await FindExternalAsync(tenant, subject, cancellation);
    }

    /// <summary>The customer of an external id; null where there is none.</summary>
    public async ValueTask<Customer?> FindExternalAsync(Tenant tenant, string externalId, CancellationToken cancellation)
    {
        var partition = CustomerPartition.Of(tenant);
        var holder = Parse<ExternalIdHolder>(await store.ReadAsync(partition, CustomerPartition.ExternalDocument(externalId), cancellation));
        return holder is null ? null : Parse<Customer>(await store.ReadAsync(partition, holder.CustomerId.ToString(), cancellation));
    }

    private T? Parse<T>(StoredDocument? document)
        where T : class =>
        document is null ? null : (T)parsed.GetValue(document, stored => stored.As<T>());
}
