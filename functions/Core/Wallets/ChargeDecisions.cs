namespace Tallystick.Core.Wallets;

/// <summary>How usage is paid for. A charge is never refused: the work is done, so what no money is there for is owed.</summary>
public static class ChargeDecisions
{
    /// <summary>
    /// Takes a charge from an open hold first, what is above it from the free balance, and counts one use. The last use gives the rest
    /// back.
    /// </summary>
    /// <remarks>
    /// The status decides, not the clock: a hold past its expiry that nobody has resolved still has its money set aside, and the usage
    /// that it
    /// was placed for may have been on its way. A hold that is resolved pays nothing: the charge is a <see cref="Debit"/>.
    /// </remarks>
    /// <param name="available">The free balance, 0 or more.</param>
    /// <param name="hold">The hold that the usage names.</param>
    /// <param name="amount">The charge, 0 or more.</param>
    public static ChargeDecision Post(decimal available, Hold hold, decimal amount)
    {
        if (hold.Status != HoldStatus.Open)
        {
            return Debit(available, amount) with { Hold = hold };
        }

        var posted = Math.Min(amount, hold.Remaining);
        var excess = Debit(available, amount - posted);
        var used = hold.Post(posted, out var shares);
        if (used.UsedCount < used.MaxUses)
        {
            return excess with { Hold = used, Posted = posted, PostedShares = shares };
        }

        // There is never both an excess and a rest, so the rest need not be there before the excess is debited.
        return excess with
        {
            Hold = used.Resolved(HoldStatus.Consumed),
            Posted = posted,
            PostedShares = shares,
            Released = used.Remaining,
            ReleasedShares = used.Shares,
        };
    }

    /// <summary>Takes a charge from the free balance as far as that reaches.</summary>
    /// <param name="available">The free balance, 0 or more.</param>
    /// <param name="amount">The charge, 0 or more.</param>
    public static ChargeDecision Debit(decimal available, decimal amount)
    {
        // By value, not by sign: subtracting decimals of unequal scales can leave a zero with a minus sign.
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 0);
        var debited = Math.Min(amount, available);
        return new ChargeDecision(null, 0, 0, debited, amount - debited);
    }
}
