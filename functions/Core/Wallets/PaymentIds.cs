using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Ids of payments: <c>pay_</c>, the customer's suffix, 26 characters.</summary>
public static class PaymentIds
{
    /// <summary>A new id of a customer's payment.</summary>
    public static Id<Payment> Next(Id<Customer> customer, IIdSource ids) => OwnedIds.Next<Payment>(customer, ids);

    /// <summary>The account that a payment goes to; null for an id that is too short to name one, which no payment has.</summary>
    public static AccountId? AccountOf(Tenant tenant, Id<Payment> id) =>
        OwnedIds.CustomerOf(id) is { } customer ? AccountId.Of(tenant, customer) : null;
}
