using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Wallets hold what was paid in, less what usage and invoices cost; holds are resolved, each once.</summary>
internal sealed class WalletAudit(Action<string, string> fail, Sights sights, IDocumentStore documents)
{
    private static readonly Duration SweepPatience = Duration.FromHours(3);

    /// <summary>Looks at every wallet.</summary>
    internal async Task CheckAsync(NaiveBook book, IEnumerable<AccountFacts> subscribed, ClientBook clients)
    {
        foreach (var (facts, subscriber) in subscribed.Select(facts => (facts, facts.Subscriber!)))
        {
            var partition = subscriber.Account.ToString();
            var wallet = (await documents.ReadAsync<Wallet>(partition, "wallet", default))?.Value ?? Wallet.Empty(subscriber.Subscription.Currency);
            var journal = await documents.ListAllAsync<JournalEntry>(DocumentRange.WithPrefix(partition, "jrn:"), default);
            var holds = await documents.ListAllAsync<Hold>(DocumentRange.WithPrefix(partition, "hold:"), default);
            var credited = journal.Where(entry => entry.Kind == JournalKind.InvoiceCredit).Sum(entry => entry.ChangeOf(JournalAccount.Available));
            var granted = -journal.Where(entry => entry.Kind == JournalKind.Grant).Sum(entry => entry.ChangeOf(JournalAccount.Funding));
            Compare(
                "WALLETS_ARE_FUNDED_BY_PAYMENTS_AND_CREDITS", partition, "funded", wallet.Funded, clients.PaidIn.GetValueOrDefault(subscriber.Account) + credited + granted);
            await CheckGrantsAsync(partition, wallet, journal, facts.Now);
            CheckJournal(partition, wallet, journal);
            var forUsage = journal.Where(entry => entry.Kind is JournalKind.Post or JournalKind.Debit or JournalKind.UsageRefund).Sum(entry => entry.ChangeOf(JournalAccount.Spent));
            Compare("USAGE_IS_PAID_OR_OWED_ONCE", partition, "paid and owed", forUsage + wallet.Owed, facts.ChargesOf([.. book.Standing(subscriber.Account)]));
            sights.See(wallet, holds, journal);
            sights.See(await documents.ListAllAsync<UsageWindow>(DocumentRange.WithPrefix(partition, UsageWindow.IdPrefix), default));
            CheckHolds(partition, journal, holds, facts.Now);
            CheckReserved(partition, wallet, holds);
        }
    }

    private async Task CheckGrantsAsync(string partition, Wallet wallet, IReadOnlyList<JournalEntry> journal, Instant now)
    {
        var grants = await documents.ListAllAsync<Grant>(DocumentRange.WithPrefix(partition, "grant:"), default);
        var come = journal.Where(entry => entry.Kind == JournalKind.Grant).ToLookup(entry => entry.Reference);
        foreach (var grant in grants)
        {
            var times = come.Where(lot => LotId.TryParse(lot.Key, out var id) && id.Grant == grant.Id).ToList();
            var isDue = grant.VoidedAt is null && grant.EffectiveAt < now - SweepPatience;
            Compare("GRANTS_COME_ONCE", partition, $"{grant.Id} granted", times.Sum(lot => -lot.Sum(entry => entry.ChangeOf(JournalAccount.Funding))), times.Count * grant.Amount);
            if (times.Any(lot => lot.Count() > 1) || (isDue && times.Count == 0) || (grant.Recurrence is null && times.Count > 1))
            {
                fail("GRANTS_COME_ONCE", $"{partition}: {grant.Id} came {times.Count} times");
            }
        }

        foreach (var lot in wallet.Lots.Where(lot => lot.Remaining > 0 && lot.OverAt < now - SweepPatience))
        {
            fail("GRANTS_EXPIRE", $"{partition}: {lot} is over, and at {now} there is some of it");
        }
    }

    private void CheckJournal(string partition, Wallet wallet, IReadOnlyList<JournalEntry> journal)
    {
        var folded = journal.Aggregate(Wallet.Empty(wallet.Currency), (before, entry) => before.Apply(entry));
        if (folded.WithFactsOf(wallet) != wallet)
        {
            fail("WALLETS_ARE_THEIR_JOURNALS", $"{partition}: {wallet}, and the journal comes to {folded}");
        }
    }

    // What caps take for used is what open holds have left, whatever failed in between.
    private void CheckReserved(string partition, Wallet wallet, IReadOnlyList<Hold> holds)
    {
        var left = holds.SelectMany(hold => hold.Reserved).ToLookup(entry => entry.MetricId);
        foreach (var metric in left.Select(entries => entries.Key).Union(wallet.Reserved.Select(entry => entry.MetricId)))
        {
            var reserved = wallet.Reserved.FirstOrDefault(entry => entry.MetricId == metric);
            Compare("WALLETS_RESERVE_WHAT_HOLDS_DO", partition, $"quantity of {metric}", reserved?.Quantity ?? 0, left[metric].Sum(entry => entry.Quantity));
            Compare("WALLETS_RESERVE_WHAT_HOLDS_DO", partition, $"amount of {metric}", reserved?.Amount ?? 0, left[metric].Sum(entry => entry.Amount));
        }
    }

    private void CheckHolds(string partition, IReadOnlyList<JournalEntry> journal, IReadOnlyList<Hold> holds, Instant now)
    {
        foreach (var hold in holds)
        {
            var entries = journal.Where(entry => entry.Reference == hold.Id.ToString()).ToList();
            Compare("HOLDS_ARE_RESOLVED_ONCE", partition, $"{hold.Id} still held", entries.Sum(entry => entry.ChangeOf(JournalAccount.Held)), hold.Status == HoldStatus.Open ? hold.Amount - hold.Posted : 0);
            Compare("HOLDS_ARE_RESOLVED_ONCE", partition, $"{hold.Id} posted", entries.Sum(entry => entry.ChangeOf(JournalAccount.Spent)), hold.Posted);
            if (hold.Status == HoldStatus.Open && hold.ExpiresAt < now - SweepPatience)
            {
                fail("HOLDS_EXPIRE", $"{partition}: {hold.Id} expired at {hold.ExpiresAt} and is open at {now}");
            }
        }
    }

    private void Compare(string law, string partition, string what, decimal found, decimal expected)
    {
        if (found != expected)
        {
            fail(law, $"{partition}: {what} is {found}, and should be {expected}");
        }
    }
}
