using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Wallets;

/// <summary>Has grants come, roll over and expire when their time is there. Run by a timer; may run late, twice, or several at once.</summary>
/// <param name="store">Where the entries are.</param>
/// <param name="credits">Makes the grants of plans.</param>
public sealed class GrantSweeper(IDocumentStore store, AllocatedCredits credits) : IClockAdvanced
{
    /// <summary>How long an entry without a grant is kept: the grant's commit may still be under way. The same as for holds.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    private const int SweepSize = 1000;

    private readonly WalletDocuments documents = new(store);

    /// <summary>Looks at all subscriptions whose plans are to give credits by now on a clock, and at all grants to whose money something happens.</summary>
    /// <param name="clock">Real time or a test clock: each has its own list.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task SweepAllAsync(WalletClock clock, CancellationToken cancellation)
    {
        while (await credits.SweepAsync(clock, SweepSize, cancellation) == SweepSize)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        while (await SweepAsync(clock, SweepSize, cancellation) == SweepSize)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation) =>
        SweepAllAsync(new WalletClock(clock.CurrentTime, clock.Id.ToString()), cancellation);

    /// <summary>Looks at grants, earliest first.</summary>
    /// <param name="clock">Real time or a test clock.</param>
    /// <param name="maxCount">How many to look at, 1 or more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many entries were dealt with for good; as many as <paramref name="maxCount"/> means that there may be more.</returns>
    public async Task<int> SweepAsync(WalletClock clock, int maxCount, CancellationToken cancellation)
    {
        var (done, partition) = (0, DueGrant.PartitionOf(clock.TestClockId));
        foreach (var entry in await store.ListAsync(DueGrant.DueAt(clock), descending: false, 0, maxCount, cancellation))
        {
            var due = entry.As<DueGrant>(partition);
            var wallet = (await documents.LoadAsync(due.Account, [], default, clock.Now, cancellation)).Wallet.Value;
            var grant = (await store.ReadAsync<Grant>(due.Account.ToString(), WalletDocumentIds.Grant(due.Grant), cancellation))?.Value;
            if (grant is null && due.At + Patience > clock.Now)
            {
                continue;
            }

            List<DocumentWrite> writes = [DocumentWrite.Delete(entry.Id, entry.ETag)];

            // A lot that is used up may be given something back by an invoice that is called off.
            if ((WalletTime.NextOf(wallet, due.Grant, clock.Now) ?? TimeOf(grant, clock.Now)) is { } next)
            {
                writes.Add(new DueGrant(due.Account, due.Grant, next).ToWrite());
            }

            done += await store.CommitAsync(partition, writes, cancellation) ? 1 : 0;
        }

        return done;
    }

    private static Instant? TimeOf(Grant? grant, Instant now) => grant is { VoidedAt: null } ? ComingLot.NextTimeOf(grant, now) : null;
}
