using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Disputes;

/// <summary>A tenant's disputes about usage events.</summary>
/// <param name="store">Where they are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="fates">Which events there are.</param>
/// <param name="corrections">Takes events out of the count.</param>
/// <param name="customers">Who there is.</param>
/// <param name="clocks">What time it is for a customer.</param>
public sealed class DisputeRegister(
    IDocumentStore store, IIdSource ids, EventFates fates, UsageCorrections corrections, CustomerDirectory customers, Clocks clocks)
{
    /// <summary>
    /// Opens a dispute. Refused: <c>USAGE_EVENT_NOT_FOUND</c>; <c>EVENT_NOT_COUNTED</c> for one that was rejected or belongs to no customer;
    /// <c>DISPUTE_EXISTS</c> where the event has one, whatever became of it.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The event.</param>
    /// <param name="message">What the customer says; its length was checked.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Result<Dispute>> OpenAsync(Tenant tenant, EventId id, string message, CancellationToken cancellation)
    {
        if (await fates.FindAsync(tenant, id, cancellation) is not { } fate)
        {
            return Refusal.NotFound("USAGE_EVENT", id.ToString(), "usageEventId");
        }

        if (fate.Status == EventStatus.Rejected || fate.Delivery.Account.Customer is not { } customer)
        {
            return Refusal.Conflict("EVENT_NOT_COUNTED", "The event does not count, so there is nothing to dispute.");
        }

        var dispute = new Dispute
        {
            Id = ids.Next<Dispute>(),
            UsageEventId = id.ToString(),
            CustomerId = customer,
            Message = message,
            CreatedAt = await NowForAsync(tenant, customer, cancellation),
        };
        DocumentWrite[] writes =
        [
            DocumentWrite.Create(dispute.Id.ToString(), dispute.ToBody()), DocumentWrite.Create($"event:{id}", new DisputedEvent(dispute.Id).ToBody()),
        ];
        return await store.CommitAsync(PartitionOf(tenant), writes, cancellation)
            ? dispute
            : Refusal.Conflict("DISPUTE_EXISTS", "The event has a dispute.");
    }

    /// <summary>
    /// Decides for the customer: the event is taken out of the count by an event of its own, once, and what it cost is given back as for any correction.
    /// Repeated it goes on where it was left. Refused: <c>DISPUTE_NOT_FOUND</c>, <c>DISPUTE_RESOLVED</c>, and what
    /// <see cref="UsageCorrections.VoidAsync"/> refuses: <c>CORRECTED_ALREADY</c> where the event was corrected before.
    /// </summary>
    public async Task<Result<Dispute>> AcceptAsync(Tenant tenant, Id<Dispute> id, string? resolution, CancellationToken cancellation)
    {
        if (await CorrectedAsync(tenant, id, cancellation) is { } corrected)
        {
            return corrected;
        }

        // The decision comes first, so that nothing is given back for a dispute that is declined at the same moment.
        if (!(await ResolveAsync(tenant, id, DisputeStatus.Accepted, resolution, cancellation)).TryGet(out var dispute, out var refused))
        {
            return refused;
        }

        if (dispute.ReversalId is not null)
        {
            return dispute;
        }

        var voided = await corrections.VoidAsync(tenant, EventIdOf(dispute), ReversalKey(id), dispute.Message, cancellation);
        return voided.TryGet(out var receipt, out refused)
            ? await ChangeAsync(tenant, id, accepted => accepted with { ReversalId = receipt.Id.ToString() }, cancellation)
            : refused;
    }

    /// <summary>Decides that the event stands. Refused: <c>DISPUTE_NOT_FOUND</c>, <c>DISPUTE_RESOLVED</c>.</summary>
    public Task<Result<Dispute>> DeclineAsync(Tenant tenant, Id<Dispute> id, string? resolution, CancellationToken cancellation) =>
        ResolveAsync(tenant, id, DisputeStatus.Declined, resolution, cancellation);

    /// <summary>A dispute by id, or the refusal <c>DISPUTE_NOT_FOUND</c>.</summary>
    public async Task<Result<Dispute>> GetAsync(Tenant tenant, Id<Dispute> id, CancellationToken cancellation) =>
        await store.ReadAsync<Dispute>(PartitionOf(tenant), id.ToString(), cancellation) is { } found ? found.Value : Refusal.NotFound("DISPUTE", id.ToString());

    /// <summary>The tenant's disputes, newest first.</summary>
    public ValueTask<Page<Dispute>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<Dispute>(DocumentRange.WithPrefix(PartitionOf(tenant), Dispute.IdPrefix + "_"), page, cancellation);

    private static string ReversalKey(Id<Dispute> id) => $"dispute:{id}";

    /// <summary>Refuses where something else stands in the event's place: what is said of it then is said of that.</summary>
    private async Task<Refusal?> CorrectedAsync(Tenant tenant, Id<Dispute> id, CancellationToken cancellation)
    {
        if (!(await GetAsync(tenant, id, cancellation)).TryGet(out var dispute, out var refused))
        {
            return refused;
        }

        return await fates.FindAsync(tenant, EventIdOf(dispute), cancellation) is { } fate
            && await corrections.CorrectionOfAsync(fate.Delivery, cancellation) is { } standing && standing.Usage?.Key != ReversalKey(id)
            ? Refusal.Conflict("CORRECTED_ALREADY", $"The event was corrected by {standing.Event}.")
            : null;
    }

    private static string PartitionOf(Tenant tenant) => $"{tenant}/disputes";

    private static EventId EventIdOf(Dispute dispute) =>
        EventId.TryParse(dispute.UsageEventId, out var id) ? id : throw new DamagedStoreException($"Dispute {dispute.Id} names no event.");

    private async Task<Result<Dispute>> ResolveAsync(
        Tenant tenant, Id<Dispute> id, DisputeStatus status, string? resolution, CancellationToken cancellation)
    {
        if (!(await GetAsync(tenant, id, cancellation)).TryGet(out var dispute, out var refused))
        {
            return refused;
        }

        var now = await NowForAsync(tenant, dispute.CustomerId, cancellation);
        return await ChangeAsync(tenant, id, standing => standing.Resolve(status, resolution, now), cancellation);
    }

    private async Task<Result<Dispute>> ChangeAsync(
        Tenant tenant, Id<Dispute> id, Func<Dispute, Result<Dispute>> decide, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.ReadAsync<Dispute>(PartitionOf(tenant), id.ToString(), cancellation) is not { } read)
            {
                return Refusal.NotFound("DISPUTE", id.ToString());
            }

            if (!decide(read.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(PartitionOf(tenant), [(read with { Value = changed }).ToWrite(id.ToString())], cancellation))
            {
                return changed;
            }
        }
    }

    private async Task<Instant> NowForAsync(Tenant tenant, Id<Customer> id, CancellationToken cancellation) =>
        await customers.ResolveAsync(tenant, id.ToString(), cancellation) is { } customer
            ? await clocks.NowForAsync(tenant, customer, cancellation)
            : clocks.Now;
}
