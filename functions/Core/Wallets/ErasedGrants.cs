using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Ends the grants of a customer who was erased: nothing more of them comes, and what the merchant wrote of them goes, for it may say who it was. The money
/// that is there stays, and pays the last invoices.
/// </summary>
/// <param name="store">Where the documents are.</param>
public sealed class ErasedGrants(IDocumentStore store) : ICustomerErased
{
    /// <inheritdoc/>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var partition = AccountId.Of(tenant, customer.Id).ToString();
        while (await store.ReadAsync<Wallet>(partition, WalletDocumentIds.Wallet, cancellation) is { Value.Coming.Count: > 0 } wallet)
        {
            var ended = wallet with { Value = wallet.Value with { Coming = default } };
            await store.CommitAsync(partition, [ended.ToWrite(WalletDocumentIds.Wallet)], cancellation);
        }

        foreach (var grant in await store.ListAllAsync<Grant>(WalletDocumentIds.AllGrants(partition), cancellation))
        {
            var id = WalletDocumentIds.Grant(grant.Id);
            while (await store.ReadAsync<Grant>(partition, id, cancellation) is { } read && (read.Value.Name is not null || read.Value.Metadata.Count > 0))
            {
                var erased = read with { Value = read.Value with { Name = null, Metadata = new Dictionary<string, string>() } };
                await store.CommitAsync(partition, [erased.ToWrite(id)], cancellation);
            }
        }
    }
}
