using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Features;

/// <summary>That a merchant has customers with metered entitlements. Where it is missing, metering asks no further; it stays when the last of them has ended.</summary>
internal sealed record MeteredFeatures
{
    /// <summary>The id of the document in the catalogue.</summary>
    internal const string DocumentId = "metered-features";

    /// <summary>Called before an entitlement is made.</summary>
    internal static async Task BeginAsync(IDocumentStore store, Tenant tenant, CancellationToken cancellation)
    {
        var partition = CatalogPartition.Of(tenant);
        if (await store.ReadAsync(partition, DocumentId, cancellation) is null)
        {
            // Whoever else makes the first writes the same.
            await store.CommitAsync(partition, [DocumentWrite.Create(DocumentId, new MeteredFeatures().ToBody())], cancellation);
        }
    }
}
