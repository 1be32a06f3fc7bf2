using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>
/// Periods that could not be closed and were put aside, so that each stops alone. Their entries stay under other names, to be seen by the operator and the
/// merchant, until they are made due again.
/// </summary>
/// <param name="store">Where the entries are.</param>
public sealed class StoppedPeriods(IDocumentStore store)
{
    private readonly Outbox outbox = new(store);

    /// <summary>All of an installation.</summary>
    public async Task<IReadOnlyList<DuePeriod>> AllAsync(CancellationToken cancellation)
    {
        var stopped = new List<DuePeriod>();
        foreach (var tenant in await Tenants.AllAsync(store, cancellation))
        {
            stopped.AddRange(await OfAsync(tenant, cancellation));
        }

        return stopped;
    }

    /// <summary>Those of a tenant, in the order in which they were due.</summary>
    public ValueTask<IReadOnlyList<DuePeriod>> OfAsync(Tenant tenant, CancellationToken cancellation) =>
        store.ListAllAsync<DuePeriod>(BillingDocuments.StoppedOf(tenant), cancellation);

    /// <summary>Puts a period aside, and tells of it in the same commit; not of one that only waits beside an earlier one.</summary>
    /// <param name="due">The period; one that has no entry any more is closed.</param>
    /// <param name="problem">Why it could not be closed.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task SetAsideAsync(DuePeriod due, string problem, Instant now, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(due.Tenant);
        while (await store.ReadAsync(partition, due.Entry, cancellation) is { } entry)
        {
            var waits = (await OfAsync(due.Tenant, cancellation)).Any(other => other.Subscription == due.Subscription && other.Index < due.Index);
            var told = waits ? [] : await outbox.TellingAsync(due.Tenant, [sequence => FactOf(due, problem, now, sequence)], cancellation);
            if (await store.CommitAsync(partition, [.. Moving(due with { Problem = problem }, entry, BillingDocuments.Stopped(due)), .. told], cancellation))
            {
                return;
            }
        }
    }

    /// <summary>Makes a period due again that was put aside; changes nothing where it was not.</summary>
    internal async Task ResumeAsync(DuePeriod due, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(due.Tenant);
        if (await store.ReadAsync(partition, BillingDocuments.Stopped(due), cancellation) is { } entry)
        {
            await store.CommitAsync(partition, Moving(due with { Problem = null }, entry, due.Entry), cancellation);
        }
    }

    private static IReadOnlyList<DocumentWrite> Moving(DuePeriod due, StoredDocument from, string to) =>
        [DocumentWrite.Put(to, due.ToBody()), DocumentWrite.Delete(from.Id, from.ETag)];

    /// <remarks>One period may stop more than once: each time is a happening of its own, named by its number.</remarks>
    private static BillingFact FactOf(DuePeriod due, string problem, Instant now, long sequence) => new()
    {
        Id = Id<BillingFact>.Of($"{due.Subscription.Suffix}stopped{sequence}"),
        Type = FactTypes.BillingStopped,
        At = now,
        Sequence = sequence,
        Stopped = new StoppedFigures(
            due.Subscription,
            ChildIds.CustomerOf(due.Subscription) ?? throw new DamagedStoreException($"Subscription {due.Subscription} names no customer."),
            due.Index,
            problem),
    };
}
