using System.Security.Cryptography;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Gives subscriptions the credits of their plans, once each. An entry is written before a subscription changes, and goes when its grants are as they are to be: what was left is found by a
/// sweeper (<see cref="GrantSweeper"/>).
/// </summary>
public sealed class AllocatedCredits
{
    /// <summary>How long an entry is kept whose change was not found: its commit may still be under way. The same as for grants.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    private readonly IDocumentStore store;
    private readonly CustomerDirectory customers;
    private readonly Clocks clocks;
    private readonly AllocatedGrants grants;

    /// <summary>Makes the service.</summary>
    public AllocatedCredits(IDocumentStore store, CustomerDirectory customers, Clocks clocks)
    {
        (this.store, this.customers, this.clocks) = (store, customers, clocks);
        grants = new AllocatedGrants(store, new SubscriptionContexts(store, customers, clocks));
    }

    /// <summary>Notes that a subscription is about to change. What is returned is for <see cref="FollowAsync"/>; null where its versions give no credits.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="subscription">The subscription as it will be.</param>
    /// <param name="change">What is about to be written: who writes something else has an entry of its own.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<DueAllocation?> AnnounceAsync(AccountId account, Subscription subscription, DocumentWrite change, CancellationToken cancellation)
    {
        if (!subscription.AllPhases.Any(phase => phase.AllocatesCredits) || await customers.ResolveAsync(account.Tenant, subscription.CustomerId.ToString(), cancellation) is not { } customer)
        {
            return null;
        }

        var due = new DueAllocation(account, subscription.Id, await clocks.NowForAsync(account.Tenant, customer, cancellation))
        {
            Clock = customer.TestClockId,
            Change = Convert.ToHexStringLower(SHA256.HashData(change.Body.Span)),
        };
        await store.CommitAsync(due.Partition, [due.ToWrite()], cancellation);
        return due;
    }

    /// <summary>Brings the grants in line with a subscription that has changed, and takes the entry away.</summary>
    internal async Task FollowAsync(DueAllocation due, CancellationToken cancellation)
    {
        var next = await grants.AlignAsync(due.Account, due.Subscription, cancellation);
        if (await store.ReadAsync(due.Partition, due.Id, cancellation) is { } entry)
        {
            await ReplaceAsync(entry, due, next, cancellation);
        }
    }

    /// <summary>Looks at subscriptions whose time is there, earliest first.</summary>
    /// <param name="clock">Real time or a test clock.</param>
    /// <param name="maxCount">How many to look at, 1 or more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many entries were dealt with for good; as many as <paramref name="maxCount"/> means that there may be more.</returns>
    internal async Task<int> SweepAsync(WalletClock clock, int maxCount, CancellationToken cancellation)
    {
        var (done, partition) = (0, DueAllocation.PartitionOf(clock.TestClockId));
        foreach (var entry in await store.ListAsync(DueAllocation.DueAt(clock), descending: false, 0, maxCount, cancellation))
        {
            var due = entry.As<DueAllocation>(partition);
            var next = await grants.AlignAsync(due.Account, due.Subscription, cancellation);
            done += (due.Change is null || due.At + Patience <= clock.Now) && await ReplaceAsync(entry, due, next, cancellation) ? 1 : 0;
        }

        return done;
    }

    private ValueTask<bool> ReplaceAsync(StoredDocument entry, DueAllocation due, Instant? next, CancellationToken cancellation)
    {
        List<DocumentWrite> writes = [DocumentWrite.Delete(entry.Id, entry.ETag)];
        if (next is { } at)
        {
            writes.Add((due with { At = at, Change = null }).ToWrite());
        }

        return store.CommitAsync(due.Partition, writes, cancellation);
    }
}
