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
internal sealed class AccountFold(IDocumentStore store)
{
    // 40 windows, 24 holds with their journal entries, the wallet and its debit: under the 100 writes of a commit.
    private const int MaxWindows = 40;
    private const int MaxHolds = 24;

    private readonly WalletDocuments wallets = new(store);

    /// <summary>Folds deliveries.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="terms">What they are charged on.</param>
    /// <param name="counted">Deliveries of one partition, in log order, that own their identities.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task CommitAsync(AccountId account, AccountTerms terms, IReadOnlyList<AcceptedUsage> counted, CancellationToken cancellation)
    {
        foreach (var some in Chunks(counted))
        {
            while (!await TryCommitAsync(account, terms, some, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static IEnumerable<IReadOnlyList<AcceptedUsage>> Chunks(IReadOnlyList<AcceptedUsage> counted) =>
        counted.Count <= MaxHolds ? [counted] : Parts(counted);

    private static IEnumerable<List<AcceptedUsage>> Parts(IReadOnlyList<AcceptedUsage> counted)
    {
        var chunk = new List<AcceptedUsage>();
        var hours = new HashSet<Instant>();
        var holds = new HashSet<string>();
        foreach (var accepted in counted)
        {
            hours.Add(UsageWindow.HourOf(accepted.Usage.OccurredAt));
            if (accepted.Usage.Hold is { } hold)
            {
                holds.Add(hold);
            }

            if (hours.Count > MaxWindows || holds.Count > MaxHolds)
            {
                yield return chunk;
                chunk = [];
                hours = [UsageWindow.HourOf(accepted.Usage.OccurredAt)];
                holds = accepted.Usage.Hold is { } first ? [first] : [];
            }

            chunk.Add(accepted);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private async Task<bool> TryCommitAsync(AccountId account, AccountTerms terms, IReadOnlyList<AcceptedUsage> some, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var position = some[0].Delivery.Position;
        var windows = new Dictionary<Instant, Versioned<UsageWindow>?>();
        var fresh = new List<AcceptedUsage>(some.Count);
        foreach (var accepted in some)
        {
            var hour = UsageWindow.HourOf(accepted.Usage.OccurredAt);
            if (!windows.TryGetValue(hour, out var window))
            {
                windows[hour] = window = await store.ReadAsync<UsageWindow>(partition, IdOf(hour, position), cancellation);
            }

            if (window is null || accepted.Delivery.Position.CompareTo(window.Value.Watermark) > 0)
            {
                fresh.Add(accepted);
            }
        }

        if (fresh.Count == 0)
        {
            return true;
        }

        var (charged, walletWrites) = await ChargeAsync(account, terms, fresh, cancellation);
        var windowWrites = charged.GroupBy(usage => UsageWindow.HourOf(usage.OccurredAt))
            .Select(usages => new Versioned<UsageWindow>(
                UsageWindow.Fold(windows[usages.Key]?.Value, usages.Key, [.. usages]), windows[usages.Key]?.ETag).ToWrite(IdOf(usages.Key, position)));
        return await store.CommitAsync(partition, [.. windowWrites, .. walletWrites], cancellation);
    }

    private async Task<(IReadOnlyList<CountedUsage> Charged, IReadOnlyList<DocumentWrite> Writes)> ChargeAsync(
        AccountId account, AccountTerms terms, List<AcceptedUsage> fresh, CancellationToken cancellation)
    {
        var charges = Charges(terms, fresh);
        if (charges.Count == 0)
        {
            return (fresh.ConvertAll(accepted => Counted(accepted, terms, null)), []);
        }

        var holds = charges.Select(charge => charge.Hold).OfType<Id<Hold>>();
        var snapshot = await wallets.LoadAsync(account, holds, terms.Currency ?? default, cancellation);
        if (snapshot.Wallet.ETag is null && terms.Currency is null)
        {
            // Neither a wallet nor a subscription: the hold that the event names was never there, and nothing says what it would cost.
            return ([.. fresh.Select(accepted => Counted(accepted, terms, null))], []);
        }

        var folded = WalletFold.Apply(snapshot.State, charges, fresh[^1].Delivery.EnqueuedAt);
        var outcomes = folded.Outcomes.ToDictionary(outcome => outcome.Position);
        return (
            [.. fresh.Select(accepted => Counted(accepted, terms, outcomes.GetValueOrDefault(accepted.Delivery.Position)))],
            snapshot.WritesTo(folded.State, folded.Entries));
    }

    private static List<UsageCharge> Charges(AccountTerms terms, List<AcceptedUsage> fresh)
    {
        var charges = new List<UsageCharge>();
        foreach (var accepted in fresh)
        {
            var enqueuedAt = accepted.Delivery.EnqueuedAt;
            Id<Hold>? hold = HoldIds.TryParse(accepted.Usage.Hold, out var id) ? id : null;
            for (var i = 0; i < accepted.Readings.Count; i++)
            {
                var reading = accepted.Readings[i];
                if (hold is not null || terms.IsPaidAtOnce(reading, accepted.Usage, enqueuedAt))
                {
                    charges.Add(new UsageCharge(accepted.Delivery.Position, hold, terms.ChargeFor(reading, accepted.Usage, enqueuedAt)));
                }
            }
        }

        return charges;
    }

    /// <summary>Spreads what the wallet paid for an event over its readings: the first are paid first.</summary>
    private static CountedUsage Counted(AcceptedUsage accepted, AccountTerms terms, ChargeOutcome? outcome)
    {
        var paid = outcome?.Debited ?? 0;
        var charged = new ChargedReading[accepted.Readings.Count];
        for (var i = 0; i < accepted.Readings.Count; i++)
        {
            var reading = accepted.Readings[i];
            var charge = outcome is null ? 0 : terms.ChargeFor(reading, accepted.Usage, accepted.Delivery.EnqueuedAt);
            var part = Math.Min(paid, charge);
            paid -= part;
            charged[i] = new ChargedReading(reading, part, charge - part);
        }

        return new CountedUsage(accepted.Delivery.Position, accepted.Usage.OccurredAt, charged);
    }

    private static string IdOf(Instant hour, LogPosition position) => UsageWindow.IdOf(hour, position.Log, position.Partition);
}
