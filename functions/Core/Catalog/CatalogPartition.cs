using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Catalog;

/// <summary>Where a tenant's definitions are: one partition, by id, so that a plan and its prices are written in one commit.</summary>
internal static class CatalogPartition
{
    internal static string Of(Tenant tenant) => $"{tenant}/catalog";
}
