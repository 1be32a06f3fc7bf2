using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Charges events to a wallet one after the other, in the order of the log: for whoever has to know what became of an event before the next can be asked for.
/// </summary>
/// <param name="state">The wallet and the holds that the events name, as they stand.</param>
/// <param name="now">The time.</param>
public sealed class ChargingRun(WalletState state, Instant now)
{
    private readonly Dictionary<Id<Hold>, Hold> holds = new(state.Holds);
    private readonly Legs debited = new();
    private readonly Legs refunded = new();
    private readonly List<(UsageCharge Charge, ChargeDecision Decision)> decided = [];
    private Purse purse = state.Wallet.Purse;
    private decimal spent = state.Wallet.Spent;

    /// <summary>Charges the next event; null where the wallet's watermark covers it: it was charged before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative: the caller's bug.</exception>
    public ChargeOutcome? Charge(UsageCharge charge)
    {
        if (state.Wallet.Watermarks.Covers(charge.Position))
        {
            return null;
        }

        if (charge.Refund < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(charge), $"The refund of {charge.Position} is below 0.");
        }

        // Beyond DryRun.Max a window tells only about what was paid: never give back more than was spent.
        var refund = Math.Min(charge.Refund, spent);
        purse = purse.PutBack(default, refund, now);
        var decision = charge.Hold is { } id && holds.TryGetValue(id, out var hold)
            ? ChargeDecisions.Post(purse.Available, hold.Using(charge.Uses), charge.Amount)
            : ChargeDecisions.Debit(purse.Available, charge.Amount);
        if (decision.Hold is { } used)
        {
            holds[used.Id] = used;
        }

        purse = purse.PutBack(decision.ReleasedShares, decision.Released, now).Take(decision.Debited, out var shares);
        spent += decision.Posted + decision.Debited - refund;
        debited.Add(JournalAccount.Available, shares, decision.Debited, -1).Add(JournalAccount.Spent, decision.Debited);
        refunded.Add(JournalAccount.Spent, -refund).Add(JournalAccount.Available, refund);
        decided.Add((charge with { Refund = refund }, decision));
        return new ChargeOutcome(charge.Position, decision.Posted + decision.Debited, decision.Owed) { Posted = decision.Posted };
    }

    /// <summary>What the charges come to.</summary>
    public WalletFolded End()
    {
        if (decided.Count == 0)
        {
            return new WalletFolded(state, [], []);
        }

        var change = Journal();
        var wallet = change.Wallet with
        {
            Owed = Math.Max(0, change.Wallet.Owed + decided.Sum(pair => pair.Decision.Owed - pair.Charge.Forgiven)),
            Watermarks = decided.Aggregate(change.Wallet.Watermarks, (marks, pair) => marks.Advance(pair.Charge.Position)),
        };
        wallet = state.Holds.Aggregate(wallet, (before, hold) => before.Reserving(hold.Value.Reserved, holds[hold.Key].Reserved));
        var outcomes = decided.Select(pair =>
            new ChargeOutcome(pair.Charge.Position, pair.Decision.Posted + pair.Decision.Debited, pair.Decision.Owed) { Posted = pair.Decision.Posted });
        return new WalletFolded(new WalletState(wallet.Check(), holds), change.Entries, [.. outcomes]);
    }

    private WalletChange Journal()
    {
        var change = new WalletChange(state.Wallet, []);
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

        var moved = decided.Where(pair => pair.Decision.Debited > 0 || pair.Charge.Refund > 0).ToList();
        if (moved.Count == 0)
        {
            return change;
        }

        // One entry for both: neither what was spent nor what is available may be below zero between two. Each with its own legs: where both come to the same there is an
        // entry all the same, that tells of their events.
        var positions = Span(moved.Select(pair => pair.Charge.Position));
        var kind = moved.Sum(pair => pair.Decision.Debited - pair.Charge.Refund) < 0 ? JournalKind.UsageRefund : JournalKind.Debit;
        return change.Move(kind, positions, now, positions, [.. debited.Postings, .. refunded.Postings]);
    }

    private static string Span(IEnumerable<LogPosition> positions)
    {
        var ordered = positions.Order().ToList();
        return ordered.Count == 1 ? $"{ordered[0]}" : $"{ordered[0]}-{ordered[^1]}";
    }
}
