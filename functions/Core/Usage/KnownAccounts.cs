using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>
/// The accounts of customers that were seen lately, each one object, which remembers its hash. A new one takes the place of the one that fell
/// on the same slot. Thread-safe: a slot is one reference to something that never changes.
/// </summary>
internal sealed class KnownAccounts
{
    private const int Slots = 16 * 1024;
    private readonly AccountId?[] slots = new AccountId?[Slots];

    /// <summary>The account of a customer.</summary>
    internal AccountId Of(Tenant tenant, Id<Customer> customer)
    {
        var subject = customer.ToString();
        ref var slot = ref slots[unchecked((uint)subject.GetHashCode(StringComparison.Ordinal)) % Slots];
        var known = Volatile.Read(ref slot);
        if (known is null || known.Subject != subject || known.Tenant != tenant)
        {
            known = AccountId.Of(tenant, customer);
            Volatile.Write(ref slot, known);
        }

        return known;
    }
}
