using System.Diagnostics.CodeAnalysis;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Ids of holds: <c>com_</c>, the customer's suffix, 26 characters. Clients also send them as <c>ent_</c>; we always answer <c>com_</c>.
/// </summary>
public static class HoldIds
{
    private const string OtherPrefix = "ent_";

    /// <summary>A new id of a customer's hold.</summary>
    public static Id<Hold> Next(Id<Customer> customer, IIdSource ids) => OwnedIds.Next<Hold>(customer, ids);

    /// <summary>Reads an id with either prefix; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Id<Hold> id) =>
        Id<Hold>.TryParse(
            text?.StartsWith(OtherPrefix, StringComparison.Ordinal) == true ? $"{Hold.IdPrefix}_{text[OtherPrefix.Length..]}" : text,
            out id);

    /// <summary>The account that a hold is in; null for an id that is too short to name one, which no hold has.</summary>
    public static AccountId? AccountOf(Tenant tenant, Id<Hold> id) =>
        OwnedIds.CustomerOf(id) is { } customer ? AccountId.Of(tenant, customer) : null;
}
