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
    /// <c>EVENT_IS_VOID</c> for a void; <c>CORRECTED_ALREADY</c> for one whose place something else has, which may be disputed where it is an amendment;
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

        if (fate.Delivery.Usage is { IsVoid: true })
        {
            return Refusal.Conflict("EVENT_IS_VOID", "This is a void: it costs nothing, so there is nothing to dispute.");
        }

        if (await corrections.CorrectionOfAsync(fate.Delivery, cancellation) is { } standing)
        {
            return CorrectedAlready(standing);
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
    /// Decides for the customer: the event is taken out of the count by an event of its own, once, and what it cost is given back as for any correction. One
    /// that the merchant took out of the count meanwhile is out: nothing is given back twice. Repeated it goes on where it was left.
    /// Refused: <c>DISPUTE_NOT_FOUND</c>; <c>DISPUTE_RESOLVED</c>; <c>CORRECTED_ALREADY</c> where something else stands in the event's place;
    /// <c>USAGE_EVENT_NOT_FOUND</c> where it is not kept any more; and why nothing could be given back by an event that came in now, as metering would say
    /// it: <c>LATE_EVENT</c>, <c>CUSTOMER_ERASED</c>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The period that the event is billed in is being sealed this moment.</exception>
    public async Task<Result<Dispute>> AcceptAsync(Tenant tenant, Id<Dispute> id, string? resolution, CancellationToken cancellation)
    {
        if (!(await GetAsync(tenant, id, cancellation)).TryGet(out var dispute, out var refused))
        {
            return refused;
        }

        if (dispute.ReversalId is not null)
        {
            return await ResolveAsync(tenant, id, DisputeStatus.Accepted, resolution, cancellation);
        }

        if (await fates.FindAsync(tenant, EventIdOf(dispute), cancellation) is not { } fate)
        {
            return Refusal.NotFound("USAGE_EVENT", dispute.UsageEventId);
        }

        var standing = await corrections.LastCorrectionOfAsync(fate.Delivery, cancellation);
        if (await CannotGiveBackAsync(fate.Delivery, standing, cancellation) is { } impossible)
        {
            return impossible;
        }

        // The decision comes first, so that nothing is given back for a dispute that is declined at the same moment.
        if (!(await ResolveAsync(tenant, id, DisputeStatus.Accepted, resolution, cancellation)).TryGet(out dispute, out refused))
        {
            return refused;
        }

        return standing is not null ? await NoteReversalAsync(tenant, id, standing.Event, cancellation)
            : (await corrections.VoidAsync(tenant, EventIdOf(dispute), $"dispute:{id}", dispute.Message, cancellation)).TryGet(out var receipt, out refused)
                ? await NoteReversalAsync(tenant, id, receipt.Id, cancellation)
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

    private static Refusal CorrectedAlready(Delivery standing) =>
        Refusal.Conflict("CORRECTED_ALREADY", $"The event was corrected by {standing.Event}: what is said of it then is said of that.");

    private static string PartitionOf(Tenant tenant) => $"{tenant}/disputes";

    private static EventId EventIdOf(Dispute dispute) =>
        EventId.TryParse(dispute.UsageEventId, out var id) ? id : throw new DamagedStoreException($"Dispute {dispute.Id} names no event.");

    /// <summary>Null where the event is out of the count, or can be taken out.</summary>
    private async Task<Refusal?> CannotGiveBackAsync(Delivery disputed, Delivery? standing, CancellationToken cancellation) =>
        standing is not null ? standing.Usage is { IsVoid: true } ? null : CorrectedAlready(standing)
        : await corrections.CheckAsync(disputed, cancellation) is { } rejection
            ? Refusal.Conflict(rejection.Code, $"The event cannot be taken out of the count any more. {rejection.Message} Decline the dispute, and give a grant instead.")
            : null;

    private Task<Result<Dispute>> NoteReversalAsync(Tenant tenant, Id<Dispute> id, EventId reversal, CancellationToken cancellation) =>
        ChangeAsync(tenant, id, accepted => accepted with { ReversalId = reversal.ToString() }, cancellation);

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
