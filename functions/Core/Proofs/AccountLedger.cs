using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Proofs;

/// <summary>What the ledger says of an account: its windows and its wallet, as they stand.</summary>
/// <param name="Marks">How far the log was metered when the ledger was read, or before.</param>
/// <param name="Windows">The windows' documents by id.</param>
/// <param name="Book">The wallet.</param>
internal sealed record AccountLedger(LogMarks Marks, IReadOnlyDictionary<string, LedgerWindow> Windows, WalletBook Book)
{
    /// <summary>Reads it. The marks must be read before: what they cover is then in the windows.</summary>
    internal static async Task<AccountLedger> ReadAsync(IDocumentStore store, AccountId account, LogMarks marks, CancellationToken cancellation)
    {
        var windows = await LedgerWindow.OfAsync(store, account.ToString(), cancellation);
        return new AccountLedger(marks, windows, await WalletBook.ReadAsync(store, account, cancellation));
    }

    /// <summary>True for an event that its window must have: it is metered, or the window says that it is folded in.</summary>
    internal bool MustHave(LogPosition position, string window) =>
        Marks.Covers(position) || (Windows.TryGetValue(window, out var found) && found.Window is { } read && position.CompareTo(read.Watermark) <= 0);
}
