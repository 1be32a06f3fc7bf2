using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>The customers of one tenant, for whoever looks for many.</summary>
internal readonly struct TenantCustomers(
    Tenant tenant, ParsedDocuments<KnownCustomer> byId, ParsedDocuments<ExternalIdHolder> byExternalId)
{
    private readonly string partition = CustomerPartition.Of(tenant);

    /// <summary>The customer of an id (<c>cus_…</c>) or an external id; null where there is none.</summary>
    internal ValueTask<KnownCustomer?> ResolveAsync(string subject, CancellationToken cancellation)
    {
        if (!Id<Customer>.TryParse(subject, out _))
        {
            return FindExternalAsync(subject, cancellation);
        }

        // Without a state machine where the store knows at once, as it does for nearly every event.
        var read = byId.ReadAsync(partition, subject, cancellation);
        return !read.IsCompletedSuccessfully ? WaitAsync(read, subject, cancellation)
            : read.Result is { } known ? new(known) : FindExternalAsync(subject, cancellation);
    }

    /// <summary>The customer of an external id; null where there is none.</summary>
    internal async ValueTask<KnownCustomer?> FindExternalAsync(string externalId, CancellationToken cancellation)
    {
        var holder = await byExternalId.ReadAsync(partition, CustomerPartition.ExternalDocument(externalId), cancellation);
        return holder is null ? null : await byId.ReadAsync(partition, holder.CustomerId.ToString(), cancellation);
    }

    private async ValueTask<KnownCustomer?> WaitAsync(ValueTask<KnownCustomer?> read, string subject, CancellationToken cancellation) =>
        await read ?? await FindExternalAsync(subject, cancellation);
}
