using NodaTime;
using Tallystick.Core.Storage;

namespace Tallystick.Core.Wallets;

/// <summary>Releases holds whose time has run out. Run by a timer; may run late, twice, or several at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="holds">Releases the holds.</param>
public sealed class HoldSweeper(IDocumentStore store, HoldService holds)
{
    /// <summary>
    /// How long an entry without a hold is kept: the hold's commit may still be under way. Far longer than any commit takes, and than the clocks of
    /// two machines may differ: the one that places a hold and the one that sweeps.
    /// </summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    private const int SweepSize = 1000;

    /// <summary>Looks at all holds that have expired on a clock.</summary>
    /// <param name="clock">Real time or a test clock: each has its own list.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task SweepAllAsync(WalletClock clock, CancellationToken cancellation)
    {
        while (await SweepAsync(clock, SweepSize, cancellation) == SweepSize)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Looks at the holds that have expired on a clock, earliest first.</summary>
    /// <param name="clock">Real time or a test clock: each has its own list.</param>
    /// <param name="maxCount">How many to look at, 1 or more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many entries were dealt with for good; as many as <paramref name="maxCount"/> means that there may be more.</returns>
    public async Task<int> SweepAsync(WalletClock clock, int maxCount, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var entry in await store.ListAsync(DueHold.DueAt(clock), descending: false, 0, maxCount, cancellation))
        {
            var due = entry.As<DueHold>(clock.DuePartition);
            var found = (await holds.ExpireAsync(due.Account, due.Hold, clock.Now, cancellation)).TryGet(out _, out _);
            if ((found || due.ExpiresAt + Patience <= clock.Now)
                && await store.CommitAsync(clock.DuePartition, [DocumentWrite.Delete(entry.Id, entry.ETag)], cancellation))
            {
                done++;
            }
        }

        return done;
    }
}
