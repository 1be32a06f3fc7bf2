using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Ids of grants: <c>grt_</c>, the customer's suffix, 26 characters.</summary>
public static class GrantIds
{
    /// <summary>A new id of a customer's grant.</summary>
    public static Id<Grant> Next(Id<Customer> customer, IIdSource ids) => OwnedIds.Next<Grant>(customer, ids);

    /// <summary>The account that a grant is in; null for an id that is too short to name one, which no grant has.</summary>
    public static AccountId? AccountOf(Tenant tenant, Id<Grant> id) =>
        OwnedIds.CustomerOf(id) is { } customer ? AccountId.Of(tenant, customer) : null;
}
