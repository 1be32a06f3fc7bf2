using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Reads wallets, for decisions whose writes go into a commit of the caller's.</summary>
/// <param name="store">Where the documents are.</param>
public sealed class WalletDocuments(IDocumentStore store)
{
    private const int MaxReads = 64;

    /// <summary>The wallet with the holds named, as they stood together at one moment, after what time did to its grants.</summary>
    /// <remarks>
    /// What time does is committed first, by itself: so a decision never finds money that is over, and its commit is no larger for it.
    /// A hold and its wallet are two reads, and another writer may come between: the money of a hold would be missing or counted twice.
    /// Every
    /// movement of a hold's money also writes the wallet, so a wallet that is the same before and after the holds are read belongs to them.
    /// </remarks>
    /// <param name="account">Whose.</param>
    /// <param name="holds">The holds wanted; ids of holds that the account does not have are passed over.</param>
    /// <param name="currencyIfNew">The currency of an empty wallet for an account that has none; an existing wallet keeps its own.</param>
    /// <param name="now">The time that the account lives by.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The wallet changed at every try.</exception>
    public Task<WalletSnapshot> LoadAsync(
        AccountId account, IEnumerable<Id<Hold>> holds, Currency currencyIfNew, Instant now, CancellationToken cancellation) =>
        LoadAsync(account, holds, currencyIfNew, wallet => WalletTime.Pass(wallet, now), cancellation);

    /// <summary>
    /// As <see cref="LoadAsync(AccountId, IEnumerable{Id{Hold}}, Currency, Instant, CancellationToken)"/>, for usage: what time does is by the log's clock,
    /// which an account on a test clock does not live by.
    /// </summary>
    /// <param name="account">Whose.</param>
    /// <param name="holds">The holds wanted.</param>
    /// <param name="currencyIfNew">The currency of an empty wallet.</param>
    /// <param name="enqueuedAt">When the log took the usage.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<WalletSnapshot> LoadForUsageAsync(
        AccountId account, IEnumerable<Id<Hold>> holds, Currency currencyIfNew, Instant enqueuedAt, CancellationToken cancellation) =>
        LoadAsync(
            account,
            holds,
            currencyIfNew,
            wallet => wallet.OnTestClock ? new WalletChange(wallet, []) : WalletTime.Pass(wallet, enqueuedAt),
            cancellation);

    private async Task<WalletSnapshot> LoadAsync(
        AccountId account, IEnumerable<Id<Hold>> holds, Currency currencyIfNew, Func<Wallet, WalletChange> pass, CancellationToken cancellation)
    {
        var wanted = holds.Distinct().ToList();
        var wallet = await ReadWalletAsync(account, currencyIfNew, cancellation);
        for (var i = 0; i < MaxReads; i++)
        {
            if (pass(wallet.Value) is { Entries.Count: > 0 } passed)
            {
                var before = new WalletSnapshot(wallet, new Dictionary<Id<Hold>, Versioned<Hold>>());
                await store.CommitAsync(account.ToString(), before.WritesTo(passed), cancellation);
                wallet = await ReadWalletAsync(account, currencyIfNew, cancellation);
                continue;
            }

            var found = await ReadHoldsAsync(account, wanted, cancellation);
            var again = found.Count == 0 ? wallet : await ReadWalletAsync(account, currencyIfNew, cancellation);
            if (again.ETag == wallet.ETag)
            {
                return new WalletSnapshot(wallet, found);
            }

            wallet = again;
        }

        throw new StoreUnavailableException($"The wallet of {account} changed during each of {MaxReads} reads.");
    }

    private async Task<Versioned<Wallet>> ReadWalletAsync(AccountId account, Currency currencyIfNew, CancellationToken cancellation)
    {
        var wallet = await store.ReadAsync<Wallet>(account.ToString(), WalletDocumentIds.Wallet, cancellation);
        wallet?.Value.Check();
        return wallet ?? new Versioned<Wallet>(Wallet.Empty(currencyIfNew), null);
    }

    private async Task<Dictionary<Id<Hold>, Versioned<Hold>>> ReadHoldsAsync(
        AccountId account, List<Id<Hold>> wanted, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var found = await Task.WhenAll(wanted.Select(id =>
            store.ReadAsync<Hold>(partition, WalletDocumentIds.Hold(id), cancellation).AsTask()));
        return found.OfType<Versioned<Hold>>().ToDictionary(hold => hold.Value.Id);
    }
}
