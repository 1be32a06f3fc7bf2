using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>Where caps and rules for alerts are.</summary>
internal static class LimitPartition
{
    /// <summary>Of those of one customer.</summary>
    internal static string Of(AccountId account) => account.ToString();

    /// <summary>Of those that are of no one customer.</summary>
    internal static string Of(Tenant tenant) => CatalogPartition.Of(tenant);

    /// <summary>Of the one that has an id: it tells its customer.</summary>
    internal static string Of<T>(Tenant tenant, Id<T> id)
        where T : IIdentified =>
        ChildIds.CustomerOf(id) is { } customer ? Of(AccountId.Of(tenant, customer)) : Of(tenant);
}
