using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>
/// Folds one correction into the window and the wallet of its account, once: takes away what it corrects, adds what it measures itself, and gives
/// money back or takes more.
/// </summary>
/// <remarks>What is corrected stands in the ledger already: it is before the correction in the log, and a correction is folded alone.</remarks>
internal sealed class CorrectionFold(IDocumentStore store, AccountEvents events)
{
    private readonly WalletDocuments wallets = new(store);
    private readonly ParsedDocuments<PeriodTally> tallies = new(store);
    private readonly ValueSpill spill = new(store);

    /// <summary>Folds the correction in; false where another commit came between and it must be tried again.</summary>
    internal async Task<bool> TryCommitAsync(AccountId account, AccountTerms terms, CountedUsage correction, CancellationToken cancellation)
    {
        var hour = UsageWindow.HourOf(correction.OccurredAt);
        var id = IdOf(hour, correction.Position);
        var standing = await store.ReadAsync<UsageWindow>(account.ToString(), id, cancellation);
        if (standing is not null && correction.Position.CompareTo(standing.Value.Watermark) <= 0)
        {
            return true;
        }

        var corrected = correction.Corrects!;
        var isEarlier = IdOf(hour, corrected.Position) != id;
        var origin = isEarlier ? await store.ReadAsync<UsageWindow>(account.ToString(), IdOf(hour, corrected.Position), cancellation) : standing;
        if (origin is null)
        {
            throw new InvalidOperationException($"What {correction.Position} corrects counted at {corrected.Position} and is in no window.");
        }

        var wallet = await wallets.LoadForUsageAsync(account, [], terms.Currency ?? default, correction.Delivery.EnqueuedAt, cancellation);

        // Without a wallet nobody was ever charged: nothing was paid that could be taken away.
        var taken = wallet.Wallet.ETag is null
            ? corrected.Readings
            : Charging.Of(corrected.Delivery, [.. corrected.Readings.Select(charged => charged.Reading)], [], terms, origin.Value.Dry);
        var tally = await Tallies.LoadAsync(tallies, account, Tallies.KeysOf(terms, [correction, corrected]), cancellation);
        if (Charge(wallet, tally, terms, correction, taken) is not var (charged, takenNow, walletWrites))
        {
            return false;
        }

        var remade = isEarlier ? [] : await RemakeAsync(account, correction, taken, standing!.Value, cancellation);
        var window = WindowCorrection.Fold(standing?.Value, hour, charged, takenNow, remade, UsageWindow.Room);
        var (kept, spilled) = await spill.PartAsync(account.ToString(), window, cancellation);
        DocumentWrite[] writes = [new Versioned<UsageWindow>(kept, standing?.ETag).ToWrite(id), HourRevision.WriteFor(correction)!, .. spilled, .. walletWrites];
        return await store.CommitAsync(account.ToString(), writes, cancellation);
    }

    private static string IdOf(Instant hour, LogPosition position) => UsageWindow.IdOf(hour, position.Log, position.Partition);

    /// <summary>
    /// The correction with what the wallet did for it, what it takes away, and the writes of wallet and tallies; null where it was charged since the window was
    /// read.
    /// </summary>
    private static (CountedUsage Charged, IReadOnlyList<ChargedReading> Taken, IReadOnlyList<DocumentWrite> Writes)? Charge(
        WalletSnapshot snapshot, Tallies tallies, AccountTerms terms, CountedUsage correction, IReadOnlyList<ChargedReading> taken)
    {
        if (snapshot.Wallet.ETag is null && terms.Currency is null)
        {
            // There is neither a wallet nor a subscription, and nothing says what the usage would cost.
            return (correction, taken, []);
        }

        var moves = TallyMove.Of(
            terms,
            correction.Delivery,
            [.. correction.Readings.Select(charged => charged.Reading)],
            correction.Corrects!.Delivery,
            [.. taken.Select(charged => charged.Reading)],
            (metric, key) => tallies.Of(metric, key).Quantity);
        var asking = Asking.OfCorrection(correction, moves, terms);
        asking.Forgive(tallies.OwedFor(moves));
        var change = new UsageCorrection(
            correction.Position, taken.Sum(charged => charged.Paid) + asking.Refund, taken.Sum(charged => charged.Owed) + asking.Forgiven, asking.Amount);
        if (change is { Paid: 0, Owed: 0, Amount: 0 } && moves.Count == 0)
        {
            return (correction, taken, []);
        }

        var folded = WalletFold.Correct(snapshot.State, change, correction.Delivery.EnqueuedAt);
        if (folded.Outcomes is not [var outcome])
        {
            return null;
        }

        var spread = asking.Spread(outcome.Debited);
        tallies.Note(moves, spread);
        var charged = correction with { Readings = spread[..correction.Readings.Count], Moves = moves };
        return (charged, Charging.Taken(correction, taken, spread), [.. snapshot.WritesTo(folded.State, folded.Entries), .. tallies.ToWrites()]);
    }

    /// <summary>The folds, without what is taken away, of the metrics whose folds nothing can be subtracted from.</summary>
    private async Task<IReadOnlyList<RemadeMetric>> RemakeAsync(
        AccountId account, CountedUsage correction, IReadOnlyList<ChargedReading> taken, UsageWindow standing, CancellationToken cancellation)
    {
        var remade = RemadeMetric.Of(taken);
        if (standing.Spills > 0)
        {
            // What stands beside the window never changes: such an hour is read event by event.
            remade.RemoveAll(metric => metric.Metric.Aggregation == Aggregation.UniqueCount);
        }

        if (remade.Count == 0)
        {
            return remade;
        }

        var hour = new Period(standing.Hour, standing.Hour + Duration.FromHours(1));
        try
        {
            await foreach (var delivery in events.CountedAsync(account, hour, standing.FirstSequence, correction.Position, cancellation))
            {
                var isCorrected = await events.CorrectionOfAsync(delivery, cancellation) is { } by && by.CompareTo(correction.Position) <= 0;
                if (!isCorrected)
                {
                    remade.ForEach(metric => metric.Add(delivery));
                }
            }
        }
        catch (RecordsPurgedException)
        {
            // The hour cannot be made anew for want of its first records. Its value stays as it is; to wait for them would stop the partition for ever.
            return [];
        }

        return remade;
    }
}
