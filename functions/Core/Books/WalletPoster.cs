using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Books;

/// <summary>
/// Takes what wallets did into the books. Their journals are in the accounts' partitions, so it cannot be in the commit that moves the money: a mark for each
/// wallet, which moves in the commit that posts, sees to it that each entry is posted once. Run by a timer, and before the books are read; may run late, twice,
/// or several at once.
/// </summary>
/// <param name="store">Where wallets and books are.</param>
public sealed class WalletPoster(IDocumentStore store)
{
    // A commit has at most 100 writes: a mark for each account, a page and the totals for each day, and some pages more where a day fills several.
    private const int MaxAccounts = 40;
    private const int MaxDays = 20;
    private const int MaxEntries = 500;

    private readonly BookWrites books = new(store);
    private readonly ParsedDocuments<Wallet> wallets = new(store);
    private readonly ParsedDocuments<BookMark> marks = new(store);

    /// <summary>Posts what the wallets of every tenant did and is not posted yet.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task PostAllAsync(CancellationToken cancellation)
    {
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            await PostAsync(tenant, cancellation);
        }
    }

    /// <summary>Posts all that a tenant's wallets did before the call and is not posted yet.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot answer now.</exception>
    public async Task PostAsync(Tenant tenant, CancellationToken cancellation)
    {
        var some = new List<AccountId>();
        await foreach (var account in TenantAccounts.ReadAsync(store, tenant, customer: null, cancellation))
        {
            some.Add(account);
            if (some.Count == MaxAccounts)
            {
                await PostAsync(tenant, some, cancellation);
                some.Clear();
            }
        }

        await PostAsync(tenant, some, cancellation);
    }

    private async Task PostAsync(Tenant tenant, IReadOnlyList<AccountId> accounts, CancellationToken cancellation)
    {
        while (await Task.WhenAll(accounts.Select(account => FindAsync(account, cancellation))) is var found && found.OfType<UnpostedEntries>().ToList() is { Count: > 0 } unposted)
        {
            var (partition, batch) = (BookDocuments.OfWallets(tenant), Take(unposted));
            await store.CommitAsync(
                partition,
                [
                    .. batch.Select(one => (one.Mark with { Value = new BookMark(one.Entries[^1].Sequence) }).ToWrite(BookDocuments.Mark(one.Customer))),
                    .. await books.PostingAsync(partition, [.. batch.SelectMany(one => one.Postings())], cancellation),
                ],
                cancellation);
        }
    }

    /// <summary>The next entries of a wallet's journal that are not posted; null where all are.</summary>
    private async Task<UnpostedEntries?> FindAsync(AccountId account, CancellationToken cancellation)
    {
        var partition = account.ToString();
        if (await wallets.ReadAsync(partition, WalletDocumentIds.Wallet, cancellation) is not { } wallet)
        {
            return null;
        }

        var customer = account.Customer!.Value;
        var mark = await marks.ReadVersionedAsync(BookDocuments.OfWallets(account.Tenant), BookDocuments.Mark(customer), cancellation)
            ?? new Versioned<BookMark>(new BookMark(0), null);
        if (mark.Value.Sequence >= wallet.JournalLength)
        {
            return null;
        }

        var documents = await store.ListAsync(WalletDocumentIds.JournalAfter(partition, mark.Value.Sequence), descending: false, 0, MaxEntries, cancellation);
        return new UnpostedEntries(customer, wallet.Currency, mark, [.. documents.Select(document => document.As<JournalEntry>(partition))]);
    }

    /// <summary>As much as fits into one commit, in order; of the first wallet at least one entry.</summary>
    private static List<UnpostedEntries> Take(IEnumerable<UnpostedEntries> unposted)
    {
        var (taken, days, left) = (new List<UnpostedEntries>(), new HashSet<string>(), MaxEntries);
        foreach (var one in unposted)
        {
            var fitting = one.Entries.Take(left).TakeWhile(entry => days.Contains(BookDocuments.DayOf(entry.At)) || (days.Count < MaxDays && days.Add(BookDocuments.DayOf(entry.At)))).ToList();
            if (fitting.Count > 0)
            {
                taken.Add(one with { Entries = fitting });
                left -= fitting.Count;
            }
        }

        return taken;
    }
}
