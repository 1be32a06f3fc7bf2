using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Ids of what belongs to a customer: they begin with the customer's suffix, so that the partition follows from the id alone.</summary>
public static class ChildIds
{
    private const int SuffixLength = 26;

    /// <summary>A new id of something of the customer's.</summary>
    public static Id<T> Next<T>(IIdSource ids, Id<Customer> customer)
        where T : IIdentified => Id<T>.Of(customer.Suffix + ids.NextSuffix());

    /// <summary>The customer that something belongs to; null for an id that was not made here.</summary>
    public static Id<Customer>? CustomerOf<T>(Id<T> child)
        where T : IIdentified => child.Suffix.Length > SuffixLength ? Id<Customer>.Of(child.Suffix[..^SuffixLength]) : null;
}
