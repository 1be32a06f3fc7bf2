using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Reads wallets, for decisions whose writes go into a commit of the caller's.</summary>
/// <param name="store">Where the documents are.</param>
public sealed class WalletDocuments(IDocumentStore store)
{
    private const int MaxReads = 64;

    /// <summary>The wallet with the holds named, as they stood together at one moment.</summary>
    /// <remarks>
    /// A hold and its wallet are two reads, and another writer may come between: the money of a hold would be missing or counted twice.
    /// Every
    /// movement of a hold's money also writes the wallet, so a wallet that is the same before and after the holds are read belongs to them.
    /// </remarks>
    /// <param name="account">Whose.</param>
    /// <param name="holds">The holds wanted; ids of holds that the account does not have are passed over.</param>
    /// <param name="currencyIfNew">The currency of an empty wallet for an account that has none; an existing wallet keeps its own.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The wallet changed at every try.</exception>
    public async Task<WalletSnapshot> LoadAsync(
        AccountId account, IEnumerable<Id<Hold>> holds, Currency currencyIfNew, CancellationToken cancellation)
    {
        var wanted = holds.Distinct().ToList();
        var wallet = await ReadWalletAsync(account, currencyIfNew, cancellation);
        for (var i = 0; i < MaxReads; i++)
        {
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
