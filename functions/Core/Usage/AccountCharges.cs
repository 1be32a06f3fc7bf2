using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Usage;

/// <summary>Charges deliveries of one account to its wallet, and moves its tallies.</summary>
internal sealed class AccountCharges(IDocumentStore store)
{
    private readonly WalletDocuments wallets = new(store);
    private readonly ParsedDocuments<PeriodTally> tallies = new(store);

    /// <summary>The deliveries with what the wallet did for them, and the writes of wallet and tallies that go into their commit.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="terms">What they are charged on.</param>
    /// <param name="fresh">Deliveries that are in no window yet, in log order; none is a correction.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal ValueTask<(IReadOnlyList<CountedUsage> Charged, IReadOnlyList<DocumentWrite> Writes)> ChargeAsync(
        AccountId account, AccountTerms terms, List<CountedUsage> fresh, CancellationToken cancellation)
    {
        // Most accounts pay nothing at once: they cost nothing here.
        for (var i = 0; i < fresh.Count; i++)
        {
            if (IsPaidAtOnce(terms, fresh[i]))
            {
                return new(ChargeSomeAsync(account, terms, fresh, cancellation));
            }
        }

        return new((fresh, []));
    }

    private static bool IsPaidAtOnce(AccountTerms terms, CountedUsage usage)
    {
        if (usage.Usage.Hold is null && terms.Subscriptions.Count == 0)
        {
            return false;
        }

        for (var i = 0; i < usage.Readings.Count; i++)
        {
            if (terms.IsPaidAtOnce(usage.Readings[i].Reading, usage.Usage, usage.Delivery.EnqueuedAt))
            {
                return true;
            }
        }

        return false;
    }

    private static Id<Hold>? HoldOf(CountedUsage usage) => HoldIds.TryParse(usage.Usage.Hold, out var id) ? id : null;

    private static CountedUsage Charge(CountedUsage usage, AccountTerms terms, Tallies tallies, ChargingRun run)
    {
        Reading[] readings = [.. usage.Readings.Select(charged => charged.Reading)];
        var moves = TallyMove.Of(terms, usage.Delivery, readings, corrected: null, taken: [], (metric, key) => tallies.Of(metric, key).Quantity);
        var asking = Asking.Of(usage.Delivery, readings, moves, terms);
        asking.Forgive(tallies.OwedFor(moves));
        var hold = HoldOf(usage);
        var charge = new UsageCharge(usage.Position, hold, asking.Amount)
        {
            Refund = asking.Refund,
            Forgiven = asking.Forgiven,
            Uses = hold is null ? default : new(readings.Select(reading => new HoldUse(reading.Metric.Id.ToString(), reading.Value))),
        };
        if (run.Charge(charge) is not { } outcome)
        {
            return usage;
        }

        var spread = asking.Spread(outcome.Debited);
        tallies.Note(moves, spread);
        return usage with { Readings = spread, Moves = moves };
    }

    private async Task<(IReadOnlyList<CountedUsage> Charged, IReadOnlyList<DocumentWrite> Writes)> ChargeSomeAsync(
        AccountId account, AccountTerms terms, List<CountedUsage> fresh, CancellationToken cancellation)
    {
        var paidAtOnce = fresh.FindAll(usage => IsPaidAtOnce(terms, usage));
        var now = fresh[^1].Delivery.EnqueuedAt;
        var snapshot = await wallets.LoadForUsageAsync(account, paidAtOnce.Select(HoldOf).OfType<Id<Hold>>(), terms.Currency ?? default, now, cancellation);
        if (snapshot.Wallet.ETag is null && terms.Currency is null)
        {
            // Neither a wallet nor a subscription: the hold that the event names was never there, and nothing says what it would cost.
            return (fresh, []);
        }

        var tally = await Tallies.LoadAsync(tallies, account, Tallies.KeysOf(terms, paidAtOnce), cancellation);
        var run = new ChargingRun(snapshot.State, now);
        var charged = fresh.ConvertAll(usage => IsPaidAtOnce(terms, usage) ? Charge(usage, terms, tally, run) : usage);
        var folded = run.End();
        return (charged, [.. snapshot.WritesTo(folded.State, folded.Entries), .. tally.ToWrites()]);
    }
}
