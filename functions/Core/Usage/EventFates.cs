using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Answers "where is my event?" from its id alone.</summary>
/// <param name="log">The log.</param>
/// <param name="claims">Who owns which identity.</param>
/// <param name="store">Outcomes and progress.</param>
public sealed class EventFates(IEventLog log, IClaimStore claims, IDocumentStore store)
{
    private readonly Outcomes outcomes = new(store);
    private readonly MeterProgress progress = new(store);
    private readonly LogTail tail = new(log, store);
    private readonly TailIndex index = new(log, new MeterProgress(store));

    /// <summary>The event's fate; null where the tenant has no such event, or it is so old that its claim or its record is no longer kept.</summary>
    /// <exception cref="StoreUnavailableException">Metering is too far behind to tell.</exception>
    public async Task<EventFate?> FindAsync(Tenant tenant, EventId id, CancellationToken cancellation)
    {
        // Most events that are asked for have their claim. One that is metered while the tail is searched has it after that.
        var claim = await claims.FindAsync(id, cancellation);
        var waiting = claim is null ? await FindWaitingAsync(tenant, id, cancellation) : null;
        var others = await outcomes.OfEventAsync(tenant, id, cancellation);
        claim ??= await claims.FindAsync(id, cancellation);
        if (claim is { Owner: var position })
        {
            var owner = await ReadAsync(position, cancellation);
            return owner?.Account.Tenant != tenant ? null : new EventFate(await StatusAsync(position, cancellation), owner, others);
        }

        if (waiting is not null)
        {
            return new EventFate(EventStatus.Accepted, waiting, others);
        }

        return others.LastOrDefault(outcome => outcome.Kind == OutcomeKind.Rejected) is { } rejected
            && await ReadAsync(rejected.Position, cancellation) is { } delivery
            ? new EventFate(EventStatus.Rejected, delivery, [.. others.Where(outcome => outcome != rejected)])
            {
                Rejection = rejected.Rejection,
                ReplayedAs = rejected.ReplayedAs,
            }
            : null;
    }

    /// <summary>A part of the events that wait to be metered, in log order within each partition, and how many there are.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="wanted">Which of them.</param>
    /// <param name="filter">Only events that pass this too; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">Metering is too far behind to tell.</exception>
    public async Task<Page<Delivery>> WaitingAsync(
        Tenant tenant,
        Func<Delivery, bool> wanted,
        Func<Delivery, CancellationToken, ValueTask<bool>>? filter,
        PageRequest page,
        CancellationToken cancellation)
    {
        var found = new List<Delivery>();
        var total = 0L;
        await foreach (var delivery in tail.ReadAsync(account => account.Tenant == tenant, cancellation))
        {
            if (wanted(delivery) && (filter is null || await filter(delivery, cancellation))
                && total++ >= page.Offset && found.Count < page.Limit)
            {
                found.Add(delivery);
            }
        }

        return new Page<Delivery>(found, page, total);
    }

    /// <summary>The delivery at a position; null where the log keeps it no longer.</summary>
    /// <exception cref="StoreUnavailableException">The log does not give it.</exception>
    public async Task<Delivery?> ReadAsync(LogPosition position, CancellationToken cancellation) =>
        await ReadRecordAsync(position, cancellation) is { } record ? Delivery.Unpack(position.Log, record).ElementAt(position.Index) : null;

    /// <summary>The record that a position is in; null where the log keeps it no longer.</summary>
    /// <exception cref="StoreUnavailableException">The log does not give it.</exception>
    internal async Task<LogRecord?> ReadRecordAsync(LogPosition position, CancellationToken cancellation)
    {
        var slice = await log.Numbered(position.Log).ReadAsync(position.Partition, position.Sequence, 1, only: null, cancellation);
        return slice.Records switch
        {
            [var record, ..] when record.Sequence == position.Sequence => record,
            [_, ..] => null,
            _ => throw new StoreUnavailableException($"The log does not give position {position}."),
        };
    }

    private async Task<EventStatus> StatusAsync(LogPosition owner, CancellationToken cancellation) =>
        await progress.ReadAsync(owner.Log, owner.Partition, cancellation) >= owner.Sequence ? EventStatus.Counted : EventStatus.Accepted;

    private async Task<Delivery?> FindWaitingAsync(Tenant tenant, EventId id, CancellationToken cancellation)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            if (await index.FindAsync(partition, id, cancellation) is { } sequence
                && await ReadRecordAsync(new LogPosition(log.Number, partition, sequence, 0), cancellation) is { } record && record.Account.Tenant == tenant
                && Delivery.Unpack(log.Number, record).FirstOrDefault(delivery => delivery.Event == id) is { } waiting)
            {
                return waiting;
            }
        }

        return null;
    }
}
