using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Portals;

/// <summary>A customer's balance.</summary>
/// <param name="Currency">In what.</param>
/// <param name="Available">Free to be spent.</param>
/// <param name="Held">Set aside for work under way.</param>
/// <param name="Expiring">What of it expires, the earliest first.</param>
internal sealed record PortalWalletResponse(Currency Currency, decimal Available, decimal Held, IReadOnlyList<PortalExpiry> Expiring)
{
    /// <param name="wallet">The wallet at the customer's time; null for none.</param>
    /// <param name="otherwise">The currency of a customer without one.</param>
    public static PortalWalletResponse Of(Wallet? wallet, Currency otherwise) => wallet is null
        ? new(otherwise, 0, 0, [])
        : new(
            wallet.Currency,
            wallet.Available,
            wallet.Held,
            [
                .. wallet.Lots.Where(lot => lot is { ExpiresAt: not null, Remaining: > 0 }).OrderBy(lot => lot.ExpiresAt)
                    .Select(lot => new PortalExpiry(lot.Remaining, lot.ExpiresAt!.Value)),
            ]);
}
