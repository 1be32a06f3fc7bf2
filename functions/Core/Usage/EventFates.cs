using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Answers "where is my event?" from its id alone.</summary>
/// <param name="log">The log.</param>
/// <param name="claims">Who owns which identity.</param>
/// <param name="store">Outcomes and progress.</param>
public sealed class EventFates(IEventLog log, IClaimStore claims, IDocumentStore store)
{
    private const int SliceBytes = 1024 * 1024;

    // What a look-up reads of the part of the log that is not metered yet. Metering is seldom more than a moment behind.
    private const int MaxTailSlices = 64;

    private readonly Outcomes outcomes = new(store);
    private readonly MeterProgress progress = new(store);

    /// <summary>The event's fate; null where the tenant has no such event.</summary>
    /// <exception cref="StoreUnavailableException">Metering is too far behind to tell.</exception>
    public async Task<EventFate?> FindAsync(Tenant tenant, EventId id, CancellationToken cancellation)
    {
        // Read before the claim: an event that is metered in between is then found by its claim.
        var waiting = await FindWaitingAsync(tenant, id, cancellation);
        var others = await outcomes.OfEventAsync(tenant, id, cancellation);
        if (await claims.FindAsync(id, cancellation) is { } claim)
        {
            var owner = await ReadAsync(claim.Owner, cancellation);
            return owner.Account.Tenant != tenant ? null : new EventFate(await StatusAsync(claim.Owner, cancellation), owner, others);
        }

        if (waiting is not null)
        {
            return new EventFate(EventStatus.Accepted, waiting, others);
        }

        return others.LastOrDefault(outcome => outcome.Kind == OutcomeKind.Rejected) is { } rejected
            ? new EventFate(EventStatus.Rejected, await ReadAsync(rejected.Position, cancellation), [.. others.Where(outcome => outcome != rejected)])
            {
                Rejection = rejected.Rejection,
                ReplayedAs = rejected.ReplayedAs,
            }
            : null;
    }

    /// <summary>The delivery at a position.</summary>
    /// <exception cref="StoreUnavailableException">The log does not give it.</exception>
    public async Task<Delivery> ReadAsync(LogPosition position, CancellationToken cancellation)
    {
        var slice = await log.Numbered(position.Log).ReadAsync(position.Partition, position.Sequence, 1, only: null, cancellation);
        return slice.Records is [var record, ..] && record.Sequence == position.Sequence
            ? Delivery.Unpack(position.Log, record).ElementAt(position.Index)
            : throw new StoreUnavailableException($"The log does not give position {position}.");
    }

    private async Task<EventStatus> StatusAsync(LogPosition owner, CancellationToken cancellation) =>
        await progress.ReadAsync(owner.Log, owner.Partition, cancellation) >= owner.Sequence ? EventStatus.Counted : EventStatus.Accepted;

    private async Task<Delivery?> FindWaitingAsync(Tenant tenant, EventId id, CancellationToken cancellation)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var from = await progress.ReadAsync(log.Number, partition, cancellation) + 1;
            for (var slices = 0; from <= await log.LastSequenceAsync(partition, cancellation); slices++)
            {
                if (slices == MaxTailSlices)
                {
                    throw new StoreUnavailableException("Metering is too far behind to tell what became of the event.") { RetryAfter = TimeSpan.FromSeconds(5) };
                }

                var slice = await log.ReadAsync(partition, from, SliceBytes, only: null, cancellation);
                var found = slice.Records.Where(record => record.Account.Tenant == tenant && record.Account.Tag == id.AccountTag)
                    .SelectMany(record => Delivery.Unpack(log.Number, record))
                    .FirstOrDefault(delivery => delivery.Event == id);
                if (found is not null)
                {
                    return found;
                }

                from = slice.Next;
            }
        }

        return null;
    }
}
