using NodaTime;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Limits;

/// <summary>Looks at the accounts that are to be looked at for alerts. Run by a timer; may run late, twice, or several at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="looks">Looks at one.</param>
public sealed class AlertSweeper(IDocumentStore store, AlertLooks looks)
{
    /// <summary>Looks at all. One that cannot be looked at now does not hold up the others.</summary>
    /// <exception cref="StoreUnavailableException">Some could not be looked at: the next sweep does.</exception>
    public Task SweepAsync(Instant now, CancellationToken cancellation) => store.SweepAsync(
        new DocumentRange(WatchedAccount.Partition, "org_", "org_\u007f"), "Some accounts could not be looked at for alerts.", entry => LookAsync(entry, now, cancellation), cancellation);

    private async Task LookAsync(StoredDocument entry, Instant now, CancellationToken cancellation)
    {
        var watched = entry.As<WatchedAccount>(WatchedAccount.Partition);
        if (!await looks.LookAsync(watched.Account, cancellation) && watched.Until <= now)
        {
            // Where usage was counted since the entry was read it is another version, and stays.
            await store.CommitAsync(WatchedAccount.Partition, [DocumentWrite.Delete(entry.Id, entry.ETag)], cancellation);
        }
    }
}
