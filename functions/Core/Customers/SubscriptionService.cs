using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Customers;

/// <summary>Finds, activates and ends subscriptions; <see cref="SubscriptionStarter"/> starts them.</summary>
public sealed class SubscriptionService(IDocumentStore store, CustomerRegister customers, Clocks clocks, AllocatedCredits credits, UsageAhead ahead, IEnumerable<ISubscriptionCut> listeners)
{
    internal const string EntryPrefix = "sub:";

    private readonly SubscriptionContexts contexts = new(store, new CustomerDirectory(store), clocks);
    private readonly Announcements announcements = new(store);

    /// <summary>Ends a subscription, now where no time is said, or one that nobody knows (the end of time); see <see cref="AccountSubscriptions.Terminate"/>.</summary>
    public async ValueTask<Result<Subscription>> TerminateAsync(
        Tenant tenant, Id<Subscription> id, string reason, Instant? effectiveAt, CancellationToken cancellation, Proration proration = Proration.None)
    {
        if (ChildIds.CustomerOf(id) is not { } customerId
            || !(await customers.GetAsync(tenant, customerId, cancellation)).TryGet(out var customer, out _))
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var account = AccountId.Of(tenant, customerId);
        var end = effectiveAt is { } at && at < Instant.MaxValue ? at : await NowForAsync(account, customer, now, cancellation);
        var asking = new Asking(Party.Merchant, end == effectiveAt ? now : end);
        return await EndAsync(account, id, all => all.Terminate(id, reason, end, now, clocks.InForceFrom, proration), asking, cancellation);
    }

    /// <summary>Ends a subscription by a decision, and does what follows.</summary>
    internal async ValueTask<Result<Subscription>> EndAsync(
        AccountId account, Id<Subscription> id, Func<AccountSubscriptions, Result<AccountSubscriptions>> decide, Asking asking, CancellationToken cancellation)
    {
        var ended = await ChangeAsync(account, id, decide, asking, cancellation);

        // Also where it is refused: whoever asks again may have had no answer, and what follows from the end may not be done.
        if ((await OfAsync(account, cancellation)).Find(id) is { EndedAt: not null } subscription)
        {
            foreach (var listener in listeners)
            {
                await listener.CutAsync(account, subscription, cancellation);
            }
        }

        return ended;
    }

    /// <summary>
    /// When something ends or changes that is to do so now: as soon as metering goes by it, for which a test clock does not wait, and behind what was counted a
    /// little ahead of that.
    /// </summary>
    internal ValueTask<Instant> NowForAsync(AccountId account, Customer customer, Instant now, CancellationToken cancellation) =>
        ahead.BehindAsync(account, customer.TestClockId is null ? clocks.InForceFrom : now, cancellation);

    /// <summary>Marks a subscription active: its first invoice is paid. Doing it twice changes nothing. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>.</summary>
    public async ValueTask<Result<Subscription>> ActivateAsync(AccountId account, Id<Subscription> id, Instant now, CancellationToken cancellation)
    {
        var billedFrom = await contexts.FindAsync(account.Tenant, id, cancellation) is { } context ? context.BilledFrom(now) : null;
        return await ChangeAsync(account, id, all => all.Activate(id, now, clocks.InForceFrom, billedFrom), cancellation);
    }

    /// <summary>All subscriptions of an account, oldest first.</summary>
    public async ValueTask<AccountSubscriptions> OfAsync(AccountId account, CancellationToken cancellation) =>
        (await ReadAsync(account, cancellation)).Value;

    /// <summary>A subscription by id.</summary>
    public async ValueTask<Result<Subscription>> GetAsync(Tenant tenant, Id<Subscription> id, CancellationToken cancellation) =>
        ChildIds.CustomerOf(id) is { } customer && (await OfAsync(AccountId.Of(tenant, customer), cancellation)).Find(id) is { } found
            ? found
            : Refusal.NotFound("SUBSCRIPTION", id.ToString());

    /// <summary>The tenant's subscriptions, those of the newest customers first; a page may be short of one that was refused.</summary>
    public async ValueTask<Page<Subscription>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation)
    {
        var entries = await store.PageAsync<SubscriptionEntry>(DocumentRange.WithPrefix(BillingPartition(tenant), EntryPrefix), page, cancellation);
        var found = new List<Subscription>();
        foreach (var entry in entries.Items)
        {
            if ((await GetAsync(tenant, entry.SubscriptionId, cancellation)).TryGet(out var subscription, out _))
            {
                found.Add(subscription);
            }
        }

        return new Page<Subscription>(found, page, entries.Total);
    }

    /// <summary>A customer's subscriptions, newest first.</summary>
    public async ValueTask<Page<Subscription>> PageAsync(Tenant tenant, Id<Customer> customer, PageRequest page, CancellationToken cancellation)
    {
        var all = (await OfAsync(AccountId.Of(tenant, customer), cancellation)).Subscriptions;
        return new Page<Subscription>([.. all.Reverse().Skip(page.Offset).Take(page.Limit)], page, all.Count);
    }

    internal static string BillingPartition(Tenant tenant) => $"{tenant}/billing";

    private async ValueTask<Versioned<AccountSubscriptions>> ReadAsync(AccountId account, CancellationToken cancellation) =>
        await store.ReadAsync<AccountSubscriptions>(account.ToString(), AccountSubscriptions.DocumentId, cancellation) ?? new(new AccountSubscriptions([]), null);

    /// <summary>Decides what follows of itself, or is told of as it is at once.</summary>
    internal ValueTask<Result<Subscription>> ChangeAsync(
        AccountId account, Id<Subscription> id, Func<AccountSubscriptions, Result<AccountSubscriptions>> decide, CancellationToken cancellation) =>
        ChangeAsync(account, id, decide, new Asking(null, Instant.MinValue), cancellation);

    /// <summary>Decides on the account's subscriptions and writes them, again where another was faster; the subscription of the id as it is then.</summary>
    internal async ValueTask<Result<Subscription>> ChangeAsync(
        AccountId account, Id<Subscription> id, Func<AccountSubscriptions, Result<AccountSubscriptions>> decide, Asking asking, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(account, cancellation);
            if (!decide(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            var write = new Versioned<AccountSubscriptions>(changed, read.ETag).ToWrite(AccountSubscriptions.DocumentId);
            var due = await credits.AnnounceAsync(account, changed.Find(id)!, write, cancellation);
            var facts = await FactsAsync(account, read.Value.Find(id), changed.Find(id)!, write, asking, cancellation);
            if (await announcements.CommitAsync(account.Tenant, account.ToString(), [write], facts, cancellation))
            {
                await (due is null ? Task.CompletedTask : credits.FollowAsync(due, cancellation));
                return changed.Find(id)!;
            }
        }
    }

    private async ValueTask<IReadOnlyList<BillingFact>> FactsAsync(
        AccountId account, Subscription? before, Subscription after, DocumentWrite write, Asking asking, CancellationToken cancellation) =>
        (await customers.GetAsync(account.Tenant, after.CustomerId, cancellation)).TryGet(out var customer, out _)
            ? SubscriptionFacts.Of(before, after, write, asking, await clocks.NowForAsync(account.Tenant, customer, cancellation))
            : [];
}
