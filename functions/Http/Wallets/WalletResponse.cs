using Tallystick.Core.Customers;
using Tallystick.Core.Pools;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>A customer's money: <c>funded = available + held + spent + expired + voided + refunding + refunded</c>.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Currency">In what; null before the first payment or usage.</param>
/// <param name="Funded">All that was ever paid in, given back by invoices, or granted.</param>
/// <param name="Available">Free to be held or spent.</param>
/// <param name="Held">Set aside for entitlements.</param>
/// <param name="Spent">Paid out for usage and invoices.</param>
/// <param name="Expired">What of grants expired unused.</param>
/// <param name="Voided">What of grants was taken back unused.</param>
/// <param name="Refunding">On its way back to where payments came from.</param>
/// <param name="Refunded">Gone back to where payments came from.</param>
/// <param name="Owed">All usage that the wallet could not pay when it came, over its whole life: invoices collect it, and it does not fall when they are paid.</param>
/// <param name="Lots">Where the available and the held money is from, in the order of use.</param>
/// <param name="Units">Units of metrics that pay for usage before money does, in the order of use; what is used and not invoiced yet is taken off.</param>
internal sealed record WalletResponse(
    Id<Customer> CustomerId,
    Currency? Currency,
    decimal Funded,
    decimal Available,
    decimal Held,
    decimal Spent,
    decimal Expired,
    decimal Voided,
    decimal Refunding,
    decimal Refunded,
    decimal Owed,
    IReadOnlyList<LotResponse> Lots,
    IReadOnlyList<UnitsResponse> Units)
{
    public string Object => "wallet";

    public static WalletResponse Of(Id<Customer> customer, Wallet? wallet, IReadOnlyList<UnitShare> units) => wallet is null
        ? new(customer, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, [], [.. units.Select(UnitsResponse.Of)])
        : new(
            customer,
            wallet.Currency,
            wallet.Funded,
            wallet.Available,
            wallet.Held,
            wallet.Spent,
            wallet.Expired,
            wallet.Voided,
            wallet.Refunding,
            wallet.Refunded,
            wallet.Owed,
            LotResponse.Of(wallet),
            [.. units.Select(UnitsResponse.Of)]);
}
