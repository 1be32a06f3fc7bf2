using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>A part of a customer's money, by where it is from.</summary>
/// <param name="GrantId">The grant that it came by; null for the balance: payments, and what invoices gave back.</param>
/// <param name="SubscriptionId">The subscription whose plan gave it; null for what else there is.</param>
/// <param name="Priority">The lowest is used first; that of the balance is 100.</param>
/// <param name="Remaining">What is available of it.</param>
/// <param name="Held">What is set aside of it for entitlements.</param>
/// <param name="EffectiveAt">From when on it may be used; null for the balance.</param>
/// <param name="ExpiresAt">When what is left of it expires; null for never.</param>
internal sealed record LotResponse(Id<Grant>? GrantId, Id<Subscription>? SubscriptionId, int Priority, decimal Remaining, decimal Held, Instant? EffectiveAt, Instant? ExpiresAt)
{
    /// <summary>The parts of a wallet in the order in which they are used; the balance is there even when it is empty.</summary>
    public static IReadOnlyList<LotResponse> Of(Wallet wallet)
    {
        var balance = new LotResponse(null, null, BurnOrder.BalancePriority, wallet.Purse.Balance, wallet.Held - wallet.Lots.Sum(lot => lot.Held), null, null);
        var lots = wallet.Lots.Select(lot => new LotResponse(lot.Id.Grant, lot.SubscriptionId, lot.Priority, lot.Remaining, lot.Held, lot.EffectiveAt, lot.ExpiresAt)).ToList();
        lots.Insert(wallet.Lots.Count(BurnOrder.IsBeforeBalance), balance);
        return lots;
    }
}
