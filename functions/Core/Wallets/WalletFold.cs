using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

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
        List<UsageCharge> fresh =
            [.. charges.Where(charge => !state.Wallet.Watermarks.Covers(charge.Position)).GroupBy(charge => charge.Position).Select(Together)];
        if (fresh.Count == 0)
        {
            return new WalletFolded(state, [], []);
        }

        var holds = new Dictionary<Id<Hold>, Hold>(state.Holds);
        var purse = state.Wallet.Purse;
        var debited = new Legs();
        List<(UsageCharge Charge, ChargeDecision Decision)> decided = [];
        foreach (var charge in fresh)
        {
            var decision = charge.Hold is { } id && holds.TryGetValue(id, out var hold)
                ? ChargeDecisions.Post(purse.Available, hold.Using(charge.Uses), charge.Amount)
                : ChargeDecisions.Debit(purse.Available, charge.Amount);
            if (decision.Hold is { } used)
            {
                holds[used.Id] = used;
            }

            purse = purse.PutBack(decision.ReleasedShares, decision.Released, now).Take(decision.Debited, out var shares);
            debited.Add(JournalAccount.Available, shares, decision.Debited, -1).Add(JournalAccount.Spent, decision.Debited);
            decided.Add((charge, decision));
        }

        var change = Journal(state.Wallet, decided, debited, now);
        var wallet = change.Wallet with
        {
            Owed = change.Wallet.Owed + decided.Sum(pair => pair.Decision.Owed),
            Watermarks = fresh.Aggregate(change.Wallet.Watermarks, (marks, charge) => marks.Advance(charge.Position)),
        };
        wallet = state.Holds.Aggregate(wallet, (before, hold) => before.Reserving(hold.Value.Reserved, holds[hold.Key].Reserved));
        var outcomes = decided.Select(pair => OutcomeOf(pair.Charge, pair.Decision));
        return new WalletFolded(new WalletState(wallet.Check(), holds), change.Entries, [.. outcomes]);
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
        };

    private static WalletChange Journal(Wallet wallet, List<(UsageCharge Charge, ChargeDecision Decision)> decided, Legs debited, Instant now)
    {
        var change = new WalletChange(wallet, []);
        var fromHolds = decided.Where(pair => pair.Decision.Posted + pair.Decision.Released > 0);
        foreach (var posts in fromHolds.GroupBy(pair => pair.Decision.Hold!.Id))
        {
            var legs = new Legs();
            foreach (var (_, post) in posts)
            {
                legs.Add(JournalAccount.Held, post.PostedShares, post.Posted, -1).Add(JournalAccount.Held, post.ReleasedShares, post.Released, -1);
                legs.Add(JournalAccount.Spent, post.Posted).Add(JournalAccount.Available, post.ReleasedShares, post.Released);
            }

            change = change.Move(JournalKind.Post, posts.Key.ToString(), now, Span(posts.Select(pair => pair.Charge.Position)), legs.Postings);
        }

        var debits = decided.Where(pair => pair.Decision.Debited > 0).ToList();
        if (debits.Count == 0)
        {
            return change;
        }

        var positions = Span(debits.Select(pair => pair.Charge.Position));
        return change.Move(JournalKind.Debit, positions, now, positions, debited.Postings);
    }

    private static string Span(IEnumerable<LogPosition> positions)
    {
        var ordered = positions.Order().ToList();
        return ordered.Count == 1 ? $"{ordered[0]}" : $"{ordered[0]}-{ordered[^1]}";
    }

    private static ChargeOutcome OutcomeOf(UsageCharge charge, ChargeDecision decision) =>
        new(charge.Position, decision.Posted + decision.Debited, decision.Owed) { Posted = decision.Posted };
}
