using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>Charges usage from the log to a wallet, each event once.</summary>
public static class WalletFold
{
    /// <summary>
    /// Charges events in the order given, skips those at or below the wallet's watermark of their partition, and moves the watermarks up.
    /// Charges of one position are the items of one event: they are summed and count as one use of the hold.
    /// </summary>
    /// <remarks>
    /// <para>However many events there are, the journal grows by one entry for each hold that pays and one for the free balance, so that a
    /// batch fits a commit. Entries of holds come first: they only ever add to the free balance, so the debit behind them cannot
    /// overdraw.</para>
    /// <para>The free balance is used in <see cref="BurnOrder"/>. What a hold gives back to a lot that is over by then stays there until time passes.</para>
    /// <para>A charge that names an unknown hold is paid from the free balance.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A charge is negative: the caller's bug.</exception>
    public static WalletFolded Apply(WalletState state, IReadOnlyList<UsageCharge> charges, Instant now)
    {
        var run = new ChargingRun(state, now);
        foreach (var charge in charges.GroupBy(charge => charge.Position).Select(Together))
        {
            run.Charge(charge);
        }

        return run.End();
    }

    /// <summary>
    /// Charges corrected usage: what was paid for the event pays for what takes its place; the rest goes back to the balance, and what is missing
    /// is taken from the available money. A hold that paid is not opened again, nor is a lot: the journal tells which lots paid for a batch of events, and
    /// not for which of them. A position that the watermark covers changes nothing and has no outcome.
    /// </summary>
    public static WalletFolded Correct(WalletState state, UsageCorrection correction, Instant now)
    {
        var wallet = state.Wallet;
        if (wallet.Watermarks.Covers(correction.Position))
        {
            return new WalletFolded(state, [], []);
        }

        // Beyond DryRun.Max a window tells only about what was paid: never give back more than was spent.
        var paid = Math.Min(correction.Paid, wallet.Spent);
        var kept = Math.Min(paid, correction.Amount);
        var back = paid - kept;
        var more = ChargeDecisions.Debit(wallet.Available, correction.Amount - kept);
        var position = correction.Position.ToString();
        wallet.Purse.Take(more.Debited, out var shares);
        var change = new WalletChange(wallet, [])
            .Move(JournalKind.UsageRefund, position, now, position, new(JournalAccount.Spent, -back), new(JournalAccount.Available, back))
            .Move(
                JournalKind.Debit,
                position,
                now,
                position,
                new Legs().Add(JournalAccount.Available, shares, more.Debited, -1).Add(JournalAccount.Spent, more.Debited).Postings);
        var after = change.Wallet with
        {
            Owed = Math.Max(0, change.Wallet.Owed + more.Owed - correction.Owed),
            Watermarks = change.Wallet.Watermarks.Advance(correction.Position),
        };
        return new WalletFolded(
            new WalletState(after.Check(), state.Holds), change.Entries, [new ChargeOutcome(correction.Position, kept + more.Debited, more.Owed)]);
    }

    private static UsageCharge Together(IGrouping<LogPosition, UsageCharge> items) =>
        new(items.Key, items.Select(item => item.Hold).FirstOrDefault(hold => hold is not null), items.Sum(item => item.Amount))
        {
            Uses = new(items.SelectMany(item => item.Uses)),
            Refund = items.Sum(item => item.Refund),
            Forgiven = items.Sum(item => item.Forgiven),
        };
}
