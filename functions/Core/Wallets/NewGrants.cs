using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Has wallets take grants in.</summary>
/// <param name="store">Where the documents are.</param>
internal sealed class NewGrants(IDocumentStore store)
{
    private readonly WalletDocuments documents = new(store);

    /// <summary>Writes a grant and what of it has come by now in one commit, after the entry that has a sweeper go on with it. Refused: what <see cref="WalletDecisions.Grant"/> refuses.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="customer">The account's customer.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="currencyIfNew">The currency of a wallet that is made with it.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="others">What goes into the same commit.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The grant; null where the commit lost to another, or the grant is there.</returns>
    internal async Task<Result<Grant>?> TryTakeInAsync(
        AccountId account, Customer customer, Grant grant, Currency currencyIfNew, Instant now, IEnumerable<DocumentWrite> others, CancellationToken cancellation)
    {
        var snapshot = await documents.LoadAsync(account, [], currencyIfNew, now, cancellation);
        if (await store.ReadAsync(account.ToString(), WalletDocumentIds.Grant(grant.Id), cancellation) is not null)
        {
            return null; // Read behind the wallet: what of it is in the wallet would come again.
        }

        var wallet = snapshot.Wallet.Value with { OnTestClock = customer.TestClockId is not null };
        if (!WalletDecisions.Grant(wallet, grant, now).TryGet(out var change, out var refused))
        {
            return refused;
        }

        if (WalletTime.NextOf(change.Wallet, grant.Id, now) is { } next)
        {
            await store.CommitAsync(DueGrant.PartitionOf(customer.TestClockId), [new DueGrant(account, grant.Id, next).ToWrite()], cancellation);
        }

        DocumentWrite[] writes = [.. snapshot.WritesTo(change), DocumentWrite.Create(WalletDocumentIds.Grant(grant.Id), grant.ToBody()), .. others];
        return await store.CommitAsync(account.ToString(), writes, cancellation) ? grant : default(Result<Grant>?);
    }
}
