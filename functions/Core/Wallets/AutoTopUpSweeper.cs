using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Wallets;

/// <summary>Looks at every automatic top-up. Run by a timer; may run late, twice, or several at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="customers">Who there is.</param>
/// <param name="topUps">Does what is to be done.</param>
public sealed class AutoTopUpSweeper(IDocumentStore store, CustomerRegister customers, AutoTopUps topUps)
{
    /// <summary>How long an entry is kept without a top-up that is enabled: it may be about to be. Far longer than that takes.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>Looks at all. One that cannot be done now does not hold up the others.</summary>
    /// <exception cref="StoreUnavailableException">Some could not be done: the next sweep does them.</exception>
    public Task SweepAsync(Instant now, CancellationToken cancellation) => store.SweepAsync(
        new DocumentRange(WatchedAutoTopUp.Partition, "org_", "org_\u007f"), "Some automatic top-ups could not be looked at.", entry => LookAsync(entry, now, cancellation), cancellation);

    private async Task LookAsync(StoredDocument entry, Instant now, CancellationToken cancellation)
    {
        var watched = entry.As<WatchedAutoTopUp>(WatchedAutoTopUp.Partition);
        var isKnown = (await customers.GetAsync(watched.Account.Tenant, watched.Account.Customer!.Value, cancellation)).TryGet(out var customer, out _);
        if ((!isKnown || !await topUps.LookAsync(watched.Account.Tenant, customer!, cancellation)) && watched.At + Patience <= now)
        {
            await store.CommitAsync(WatchedAutoTopUp.Partition, [DocumentWrite.Delete(entry.Id, entry.ETag)], cancellation);
        }
    }
}
