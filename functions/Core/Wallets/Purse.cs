using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The available money of a wallet, by where it is from.</summary>
/// <param name="Lots">The lots, in <see cref="BurnOrder"/>.</param>
/// <param name="Balance">What is of no lot, 0 or more.</param>
public readonly record struct Purse(ValueList<Lot> Lots, decimal Balance)
{
    /// <summary>All that is available.</summary>
    public decimal Available => Balance + Lots.Sum(lot => lot.Remaining);

    /// <summary>Takes a sum in <see cref="BurnOrder"/>: each lot is used up before the next is touched.</summary>
    /// <param name="amount">From 0 to what is available.</param>
    /// <param name="shares">Where it is from, in the order of use.</param>
    /// <returns>What is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below 0, or more than there is: a bug in the decision behind it.</exception>
    public Purse Take(decimal amount, out ValueList<LotShare> shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Available);
        shares = default;
        if (Lots.Count == 0)
        {
            return this with { Balance = Balance - amount };
        }

        var missing = amount;
        var taken = new List<LotShare>();
        decimal Use(LotId? lot, decimal remaining)
        {
            var used = Math.Min(remaining, missing);
            missing -= used;
            if (used > 0)
            {
                taken.Add(new LotShare(lot, used));
            }

            return remaining - used;
        }

        Lot UseLot(Lot lot) => lot with { Remaining = Use(lot.Id, lot.Remaining) };
        List<Lot> before = [.. Lots.Where(BurnOrder.IsBeforeBalance).Select(UseLot)];
        var balance = Use(null, Balance);
        var rest = new Purse(new([.. before, .. Lots.Where(lot => !BurnOrder.IsBeforeBalance(lot)).Select(UseLot)]), balance);
        shares = taken.Exists(share => share.Lot is not null) ? new(taken) : default;
        return rest;
    }

    /// <summary>The purse with a sum back where it is from, but for what goes back to lots that are over: that can be used no more.</summary>
    /// <param name="shares">The sum's shares.</param>
    /// <param name="amount">The sum.</param>
    /// <param name="now">The time.</param>
    public Purse PutBack(ValueList<LotShare> shares, decimal amount, Instant now)
    {
        if (shares.Count == 0)
        {
            return this with { Balance = Balance + amount };
        }

        return new Purse(
            new(Lots.Select(lot => lot.OverAt <= now ? lot : lot with { Remaining = lot.Remaining + shares.SumOf(lot.Id) })),
            Balance + shares.SumOf(null));
    }
}
