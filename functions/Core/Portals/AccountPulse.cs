using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Portals;

/// <summary>Tells that something was counted for an account, or its money moved, without telling what: for pages that then ask.</summary>
/// <param name="store">Where the documents are.</param>
public sealed class AccountPulse(IDocumentStore store)
{
    // What comes late changes an earlier window; what is as old as this many windows waits for the next look.
    private const int Windows = 24;

    /// <summary>A text that is another one after a change of the wallet, or of one of the latest windows.</summary>
    public async Task<string> ReadAsync(AccountId account, CancellationToken cancellation)
    {
        var partition = account.ToString();
        var wallet = await store.ReadAsync(partition, WalletDocumentIds.Wallet, cancellation);
        var windows = await store.ListAsync(DocumentRange.WithPrefix(partition, UsageWindow.IdPrefix), descending: true, 0, Windows, cancellation);
        var versions = string.Join('\n', windows.Select(window => window.ETag).Prepend(wallet?.ETag));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)).AsSpan(0, 8));
    }
}
