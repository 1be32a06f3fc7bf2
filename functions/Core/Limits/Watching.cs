using Tallystick.Core.Catalog;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Limits;

/// <summary>That a merchant has caps or rules of alerts. Where it is missing, metering asks no further; it stays when the last of them is deleted.</summary>
/// <param name="All">True where some are for more than one customer: every account that uses something is to be looked at.</param>
internal sealed record Watching(bool All)
{
    /// <summary>The id of the document.</summary>
    internal const string DocumentId = "watching";

    /// <summary>Where it is.</summary>
    internal static string PartitionOf(Tenant tenant) => CatalogPartition.Of(tenant);
}
