using System.Buffers;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Accepts corrections of single events: appends them to the log, where metering decides on them in their turn.</summary>
/// <remarks>
/// What is known already is refused at once: <c>USAGE_EVENT_NOT_FOUND</c>, <c>EVENT_NOT_COUNTED</c>, <c>EVENT_IS_VOID</c>, <c>CORRECTED_ALREADY</c>. What
/// metering finds out later becomes a rejected event with the same code (<see cref="Corrections"/>).
/// </remarks>
public sealed class UsageCorrections(IEventLog log, IClaimStore claims, EventFates fates, Clocks clocks, IAccountTermsReader definitions)
{
    /// <summary>Takes an event out of the count.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The event, or the amendment that stands in its place.</param>
    /// <param name="key">The correction's idempotency key; null for one that is made of the event's id.</param>
    /// <param name="reason">Why; null to leave it open.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public Task<Result<UsageReceipt>> VoidAsync(Tenant tenant, EventId id, string? key, string? reason, CancellationToken cancellation) =>
        CorrectAsync(
            tenant,
            id,
            original => new UsageEvent
            {
                Key = key ?? $"void:{id}",
                OccurredAt = original.OccurredAt,
                TimestampGiven = true,
                Reason = reason,
                Corrects = id,
            },
            cancellation);

    /// <summary>Puts other quantities or other data in the place of an event's; everything else stays.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The event, or the amendment that stands in its place.</param>
    /// <param name="amendment">The quantities, or the data; metadata where others are wanted, the key and the reason. An empty key for one that is made of
    /// the event's id. Refused where the event has no such content.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public Task<Result<UsageReceipt>> AmendAsync(Tenant tenant, EventId id, UsageEvent amendment, CancellationToken cancellation) =>
        CorrectAsync(tenant, id, original => Amend(id, original, amendment), cancellation);

    /// <summary>The correction that stands in the place of a delivery that counts; null where there is none.</summary>
    public async Task<Delivery?> CorrectionOfAsync(Delivery counted, CancellationToken cancellation) =>
        await claims.FindAsync(Corrections.PlaceOf(counted.Account, counted.Event), cancellation) is { } place
            ? await log.ReadAsync(place.Owner, cancellation)
            : null;

    /// <summary>The last of the corrections that stand one in the place of another, the first in that of a delivery that counts; null where there is none.</summary>
    public async Task<Delivery?> LastCorrectionOfAsync(Delivery counted, CancellationToken cancellation)
    {
        var last = await CorrectionOfAsync(counted, cancellation);
        while (last is { Usage.IsVoid: false } && await CorrectionOfAsync(last, cancellation) is { } next)
        {
            last = next;
        }

        return last;
    }

    /// <summary>What metering would say to a correction of a delivery that counts, if one came in now: null, or why it would be rejected.</summary>
    /// <exception cref="StoreUnavailableException">The period that the event is billed in is being sealed this moment.</exception>
    public async Task<Rejection?> CheckAsync(Delivery counted, CancellationToken cancellation)
    {
        var terms = await definitions.TermsAsync(counted.Account, cancellation);
        Readings.Of(counted.Usage!, counted.EnqueuedAt, await definitions.MetricsAsync(counted.Account.Tenant, cancellation), out var readings);
        var behindAll = counted with { Position = new LogPosition(log.Number, 0, long.MaxValue, 0), EnqueuedAt = clocks.Now };
        return terms.Check(counted.Usage!.OccurredAt, behindAll.EnqueuedAt, []) ?? terms.CheckLate(behindAll, readings);
    }

    private static Result<UsageEvent> Amend(EventId id, UsageEvent original, UsageEvent amendment)
    {
        var isTyped = original.Type is not null;
        if (isTyped ? amendment.Data.IsEmpty : amendment.Measurements.Count == 0)
        {
            return isTyped
                ? Refusal.Invalid("data", "The event has a type: its data can be amended.", "REQUIRED")
                : Refusal.Invalid("properties", "The event reports quantities: these can be amended.", "REQUIRED");
        }

        return original with
        {
            Key = amendment.Key.Length > 0 ? amendment.Key : $"amend:{id}",
            TimestampGiven = true,
            Data = isTyped ? amendment.Data : original.Data,
            Measurements = isTyped ? original.Measurements : amendment.Measurements,
            Metadata = amendment.Metadata.IsEmpty ? original.Metadata : amendment.Metadata,
            Reason = amendment.Reason,
            Corrects = id,
            IsBackfill = false,
        };
    }

    private static bool IsSame(Delivery standing, UsageEvent correction)
    {
        var line = new ArrayBufferWriter<byte>();
        EventLine.Write(line, correction);
        return standing.Line.Span.SequenceEqual(line.WrittenSpan[..^1]);
    }

    private async Task<Result<UsageReceipt>> CorrectAsync(
        Tenant tenant, EventId id, Func<UsageEvent, Result<UsageEvent>> make, CancellationToken cancellation)
    {
        if (await fates.FindAsync(tenant, id, cancellation) is not { } fate)
        {
            return Refusal.NotFound("USAGE_EVENT", id.ToString());
        }

        var original = fate.Delivery;
        if (fate.Status == EventStatus.Rejected || original.Account.Customer is null || original.Usage is not { } usage)
        {
            return Refusal.Conflict("EVENT_NOT_COUNTED", "The event does not count, so there is nothing to correct.");
        }

        if (usage.IsVoid)
        {
            return Refusal.Conflict("EVENT_IS_VOID", "This is a void: send the event anew, under another key.");
        }

        if (!make(usage).TryGet(out var correction, out var refused))
        {
            return refused;
        }

        var receipt = new UsageReceipt(EventId.Of(original.Account, correction.Key), original.Account, correction, clocks.Now);
        if (await CorrectionOfAsync(original, cancellation) is { } standing)
        {
            return IsSame(standing, correction)
                ? receipt with { AcceptedAt = standing.EnqueuedAt }
                : Refusal.Conflict("CORRECTED_ALREADY", $"The event was corrected by {standing.Event}, which may be corrected again where it is an amendment.");
        }

        // Once begun the append goes on without the caller.
        await log.AppendAsync(Packing.Pack([(original.Account, correction)]), CancellationToken.None);
        return receipt;
    }
}
