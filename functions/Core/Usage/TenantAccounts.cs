using System.Runtime.CompilerServices;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>The accounts of a tenant's customers.</summary>
internal static class TenantAccounts
{
    private const int PageSize = 1000;

    /// <summary>The customer's account, or those of all customers in the order of their making.</summary>
    internal static async IAsyncEnumerable<AccountId> ReadAsync(
        IDocumentStore store, Tenant tenant, Customer? customer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (customer is not null)
        {
            yield return AccountId.Of(tenant, customer.Id);
            yield break;
        }

        var range = DocumentRange.WithPrefix($"{tenant}/customers", Customer.IdPrefix + "_");
        IReadOnlyList<StoredDocument> documents;
        var seen = 0;
        do
        {
            documents = await store.ListAsync(range, descending: false, seen, PageSize, cancellation);
            foreach (var document in documents)
            {
                yield return AccountId.Of(tenant, Id<Customer>.Parse(document.Id));
            }

            seen += documents.Count;
        }
        while (documents.Count == PageSize);
    }
}
