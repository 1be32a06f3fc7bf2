using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Starts, finds and ends subscriptions.</summary>
public sealed class SubscriptionService(
    IDocumentStore store, IIdSource ids, Plans plans, CustomerRegister customers, Clocks clocks, IEnumerable<ISubscriptionStarted> listeners)
{
    private const string EntryPrefix = "sub:";

    /// <summary>
    /// Starts a subscription under the plan's latest version. It is active at once where nothing is paid in advance. Refused: what
    /// <see cref="AccountSubscriptions.Start"/> refuses, an unknown customer or plan, a wrong test clock, an end that is not after the start.
    /// </summary>
    public async ValueTask<Result<Subscription>> StartAsync(Tenant tenant, NewSubscription wanted, CancellationToken cancellation)
    {
        if (!(await customers.GetAsync(tenant, wanted.CustomerId, cancellation, "customerId")).TryGet(out var customer, out var refused)
            || !(await plans.GetAsync(tenant, wanted.PlanId, cancellation, "planId")).TryGet(out var plan, out refused))
        {
            return refused;
        }

        if (Check(wanted, customer) is { } broken)
        {
            return broken;
        }

        var account = AccountId.Of(tenant, customer.Id);
        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        var subscription = Make(wanted, plan.Latest, now);
        if (!(await OfAsync(account, cancellation)).Start(subscription).TryGet(out _, out refused))
        {
            return refused; // Before the entry is written: refusals are common, races are not.
        }

        var entry = new SubscriptionEntry(subscription.Id, customer.Id);
        await store.CommitAsync(BillingPartition(tenant), [DocumentWrite.Put(EntryPrefix + subscription.Id, entry.ToBody())], cancellation);
        if (!(await ChangeAsync(account, subscription.Id, all => all.Start(subscription), cancellation)).TryGet(out var started, out refused))
        {
            return refused;
        }

        foreach (var listener in listeners)
        {
            if (await listener.StartedAsync(account, started, plan.Latest, now, cancellation) is { } invoice)
            {
                var noted = await ChangeAsync(account, started.Id, all => all.With(all.Find(started.Id)! with { InitialInvoiceId = invoice }), cancellation);
                started = noted.OrThrow();
            }
        }

        return started;
    }

    /// <summary>Ends a subscription; see <see cref="AccountSubscriptions.Terminate"/>.</summary>
    public async ValueTask<Result<Subscription>> TerminateAsync(
        Tenant tenant, Id<Subscription> id, string reason, Instant? effectiveAt, CancellationToken cancellation)
    {
        if (ChildIds.CustomerOf(id) is not { } customerId
            || !(await customers.GetAsync(tenant, customerId, cancellation)).TryGet(out var customer, out _))
        {
            return Refusal.NotFound("SUBSCRIPTION", id.ToString());
        }

        var now = await clocks.NowForAsync(tenant, customer, cancellation);
        return await ChangeAsync(AccountId.Of(tenant, customerId), id, all => all.Terminate(id, reason, effectiveAt, now), cancellation);
    }

    /// <summary>Marks a subscription active: its first invoice is paid. Doing it twice changes nothing. Refused: <c>SUBSCRIPTION_NOT_FOUND</c>.</summary>
    public ValueTask<Result<Subscription>> ActivateAsync(AccountId account, Id<Subscription> id, Instant now, CancellationToken cancellation) =>
        ChangeAsync(account, id, all => all.Activate(id, now), cancellation);

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

    private static string BillingPartition(Tenant tenant) => $"{tenant}/billing";

    private static Refusal? Check(NewSubscription wanted, Customer customer)
    {
        if (wanted.EndingAt <= wanted.StartedAt)
        {
            return Refusal.Invalid("endingAt", "The end is after the start.", "INVALID_PERIOD");
        }

        return wanted.TestClockId is { } clock && clock != customer.TestClockId
            ? Refusal.Invalid("testClockId", "A subscription lives by its customer's clock.", "TEST_CLOCK_MISMATCH")
            : null;
    }

    private Subscription Make(NewSubscription wanted, PlanVersion version, Instant now) => new()
    {
        Id = wanted.Id ?? ChildIds.Next<Subscription>(ids, wanted.CustomerId),
        CustomerId = wanted.CustomerId,
        Name = wanted.Name,
        PlanId = wanted.PlanId,
        PlanVersionId = version.Id,
        Currency = version.Terms.Currency,
        MetricIds = [.. version.MetricIds()],
        StartedAt = wanted.StartedAt,
        EndingAt = wanted.EndingAt,
        ActivatedAt = version.InAdvanceTotal() > 0 ? null : now,
        AutoCharge = wanted.AutoCharge,
        PaymentTermDays = wanted.PaymentTermDays ?? version.Terms.PaymentTermDays,
        CreatedAt = now,
    };

    private async ValueTask<Versioned<AccountSubscriptions>> ReadAsync(AccountId account, CancellationToken cancellation) =>
        await store.ReadAsync<AccountSubscriptions>(account.ToString(), AccountSubscriptions.DocumentId, cancellation) ?? new(new AccountSubscriptions([]), null);

    private async ValueTask<Result<Subscription>> ChangeAsync(
        AccountId account, Id<Subscription> id, Func<AccountSubscriptions, Result<AccountSubscriptions>> decide, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(account, cancellation);
            if (!decide(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            var write = new Versioned<AccountSubscriptions>(changed, read.ETag).ToWrite(AccountSubscriptions.DocumentId);
            if (await store.CommitAsync(account.ToString(), [write], cancellation))
            {
                return changed.Find(id)!;
            }
        }
    }
}
