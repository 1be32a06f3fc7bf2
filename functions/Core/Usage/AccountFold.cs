using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Usage;

/// <summary>Folds counted deliveries of one account into its windows and its wallet, each once.</summary>
/// <remarks>
/// Everything that a delivery changes is in one commit with the watermark that covers it, conditional on the versions that were read.
/// Whoever loses a race reads again and finds the watermark moved. A commit whose outcome is unknown throws: the batch comes again, and its
/// deliveries are either below the watermark or not.
/// </remarks>
internal sealed class AccountFold(IDocumentStore store, AccountEvents events)
{
    // 20 windows with what tells of their revision, 24 holds with their journal entries, the wallet and its debit: under the 100 writes of a commit.
    private const int MaxWindows = 20;
    private const int MaxHolds = 24;

    private readonly ParsedDocuments<UsageWindow> windows = new(store);
    private readonly WalletDocuments wallets = new(store);
    private readonly CorrectionFold corrections = new(store, events);

    /// <summary>Folds deliveries.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="terms">What they are charged on.</param>
    /// <param name="counted">Deliveries of one partition, in log order, that own their identities.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task CommitAsync(AccountId account, AccountTerms terms, IReadOnlyList<CountedUsage> counted, CancellationToken cancellation)
    {
        foreach (var some in Chunks(counted))
        {
            while (!await (some[0].Corrects is null
                ? TryCommitAsync(account, terms, some, cancellation)
                : corrections.TryCommitAsync(account, terms, some[0], cancellation)))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static IEnumerable<IReadOnlyList<CountedUsage>> Chunks(IReadOnlyList<CountedUsage> counted) =>
        counted.Count <= MaxWindows && counted.All(usage => usage.Corrects is null) ? [counted] : Parts(counted);

    private static IEnumerable<List<CountedUsage>> Parts(IReadOnlyList<CountedUsage> counted)
    {
        var chunk = new List<CountedUsage>();
        var hours = new HashSet<Instant>();
        var holds = new HashSet<string>();
        foreach (var accepted in counted)
        {
            hours.Add(UsageWindow.HourOf(accepted.OccurredAt));
            if (accepted.Usage.Hold is { } hold)
            {
                holds.Add(hold);
            }

            // A correction is folded alone: what it takes away must stand in the ledger.
            if (hours.Count > MaxWindows || holds.Count > MaxHolds || (chunk.Count > 0 && (accepted.Corrects ?? chunk[^1].Corrects) is not null))
            {
                yield return chunk;
                chunk = [];
                hours = [UsageWindow.HourOf(accepted.OccurredAt)];
                holds = accepted.Usage.Hold is { } first ? [first] : [];
            }

            chunk.Add(accepted);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private async Task<bool> TryCommitAsync(AccountId account, AccountTerms terms, IReadOnlyList<CountedUsage> some, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var hours = new List<HourFold>(1);
        var fresh = new List<CountedUsage>(some.Count);
        foreach (var usage in some)
        {
            var hour = UsageWindow.HourOf(usage.OccurredAt);
            if (HourFold.Find(hours, hour) is not { } fold)
            {
                var id = UsageWindow.IdOf(hour, usage.Position.Log, usage.Position.Partition);
                fold = new HourFold(hour, id, await windows.ReadVersionedAsync(partition, id, cancellation));
                hours.Add(fold);
            }

            if (fold.IsFresh(usage.Position))
            {
                fresh.Add(usage);
            }
        }

        if (fresh.Count == 0)
        {
            return true;
        }

        var (charged, walletWrites) = await ChargeAsync(account, terms, fresh, cancellation);
        foreach (var usage in charged)
        {
            HourFold.Find(hours, UsageWindow.HourOf(usage.OccurredAt))!.Counted.Add(usage);
        }

        var windowWrites = hours.Where(hour => hour.Counted.Count > 0).Select(hour => hour.ToWrite());
        var revisions = charged.Where(HourRevision.IsNeeded).GroupBy(usage => UsageWindow.HourOf(usage.OccurredAt)).Select(hour => HourRevision.WriteFor(hour.Last())!);
        return await store.CommitAsync(partition, [.. windowWrites, .. revisions, .. walletWrites], cancellation);
    }

    private async Task<(IReadOnlyList<CountedUsage> Charged, IReadOnlyList<DocumentWrite> Writes)> ChargeAsync(
        AccountId account, AccountTerms terms, List<CountedUsage> fresh, CancellationToken cancellation)
    {
        var charges = Charges(terms, fresh);
        if (charges.Count == 0)
        {
            return (fresh, []);
        }

        var holds = charges.Select(charge => charge.Hold).OfType<Id<Hold>>();
        var snapshot = await wallets.LoadAsync(account, holds, terms.Currency ?? default, cancellation);
        if (snapshot.Wallet.ETag is null && terms.Currency is null)
        {
            // Neither a wallet nor a subscription: the hold that the event names was never there, and nothing says what it would cost.
            return (fresh, []);
        }

        var folded = WalletFold.Apply(snapshot.State, charges, fresh[^1].Delivery.EnqueuedAt);
        var outcomes = folded.Outcomes.ToDictionary(outcome => outcome.Position);
        return (
            fresh.ConvertAll(usage => outcomes.TryGetValue(usage.Position, out var outcome) ? Paid(usage, terms, outcome.Debited) : usage),
            snapshot.WritesTo(folded.State, folded.Entries));
    }

    private static List<UsageCharge> Charges(AccountTerms terms, List<CountedUsage> fresh)
    {
        var charges = new List<UsageCharge>();
        foreach (var usage in fresh)
        {
            var enqueuedAt = usage.Delivery.EnqueuedAt;
            Id<Hold>? hold = HoldIds.TryParse(usage.Usage.Hold, out var id) ? id : null;
            foreach (var (reading, _, _) in usage.Readings)
            {
                if (hold is not null || terms.IsPaidAtOnce(reading, usage.Usage, enqueuedAt))
                {
                    charges.Add(new UsageCharge(usage.Position, hold, terms.ChargeFor(reading, usage.Usage, enqueuedAt)));
                }
            }
        }

        return charges;
    }

    private static CountedUsage Paid(CountedUsage usage, AccountTerms terms, decimal paid) =>
        usage with { Readings = Charging.Spread(usage.Delivery, [.. usage.Readings.Select(charged => charged.Reading)], terms, paid) };
}
