using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Ids that name their customer: the customer's suffix, then 26 characters of their own, so that the account follows from the id alone.
/// </summary>
internal static class OwnedIds
{
    private const int OwnLength = 26;

    public static Id<T> Next<T>(Id<Customer> customer, IIdSource ids)
        where T : IIdentified => Id<T>.Of(customer.Suffix + ids.NextSuffix());

    /// <summary>The customer; null for an id too short to name one: nobody was ever given it.</summary>
    public static Id<Customer>? CustomerOf<T>(Id<T> id)
        where T : IIdentified => id.Suffix.Length > OwnLength ? Id<Customer>.Of(id.Suffix[..^OwnLength]) : null;
}
