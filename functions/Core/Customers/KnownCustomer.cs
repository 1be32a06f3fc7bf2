using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Customers;

/// <summary>A customer with its account, which is one object for as long as the customer stays as it is: it remembers its hash and its tag.</summary>
/// <param name="customer">The customer.</param>
internal sealed class KnownCustomer(Customer customer)
{
    private AccountId? account;

    /// <summary>The customer.</summary>
    internal Customer Customer => customer;

    /// <summary>The customer's account.</summary>
    /// <param name="tenant">The tenant in whose partition the customer is: always the same.</param>
    internal AccountId AccountOf(Tenant tenant) => account ??= AccountId.Of(tenant, customer.Id);
}
