using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>Gives rejected events another chance, after their cause is mended: one, or many, a bounded part of them a call.</summary>
/// <remarks>
/// The definitions in force are asked first: what they would reject again stays out of the log. The rest is appended in one go and then marked
/// as replayed; after a crash between the two it is appended again, and of its deliveries the first counts.
/// </remarks>
/// <param name="log">Where the events are, and go again.</param>
/// <param name="store">Where the outcomes are.</param>
/// <param name="fates">Reads single deliveries.</param>
/// <param name="rejected">Knows whose account an event goes to.</param>
/// <param name="definitions">The definitions in force.</param>
/// <param name="retention">How long it is remembered that a replay has counted: what came in before is left alone.</param>
public sealed class RejectedReplay(
    IEventLog log, IDocumentStore store, EventFates fates, RejectedEvents rejected, IAccountTermsReader definitions, RetentionSettings retention)
{
    /// <summary>The most deliveries that a call replays.</summary>
    public const int MaxLimit = 1000;

    // What a call looks at: rejected events that were replayed, or do not match, stand among the others.
    private const int MaxExamined = 20_000;

    private readonly Outcomes outcomes = new(store);

    /// <summary>
    /// Replays one event. Refused: <c>USAGE_EVENT_NOT_FOUND</c>; <c>EVENT_NOT_REJECTED</c> where it counts or waits; <c>EVENT_REPLAYED</c>; <c>EVENT_TOO_OLD</c>;
    /// and where it would be rejected again, the code of the reason.
    /// </summary>
    /// <returns>The id that it goes on under: another where a customer has appeared for its external id.</returns>
    public async Task<Result<EventId>> ReplayAsync(Tenant tenant, EventId id, Instant now, CancellationToken cancellation)
    {
        if (await fates.FindAsync(tenant, id, cancellation) is not { } fate)
        {
            return Refusal.NotFound("USAGE_EVENT", id.ToString());
        }

        if (fate.Status != EventStatus.Rejected)
        {
            return Refusal.Conflict("EVENT_NOT_REJECTED", "Only a rejected event can be replayed.");
        }

        var outcome = (await outcomes.OfEventAsync(tenant, id, cancellation)).Last(outcome => outcome.Kind == OutcomeKind.Rejected);
        if (outcome.ReplayedAs is not null)
        {
            return Refusal.Conflict("EVENT_REPLAYED", $"The event was replayed as {outcome.ReplayedAs}.");
        }

        if (retention.IsTooOld(outcome.EnqueuedAt, now) || await fates.ReadAsync(outcome.Position, cancellation) is null)
        {
            return Refusal.Conflict("EVENT_TOO_OLD", "The event came in so long ago that nobody could tell whether it has counted since.");
        }

        if ((await ReplayAsync(tenant, [outcome], 0, null, now, cancellation)).Replayed == 1)
        {
            return RejectedEvents.IdUnder(await rejected.AccountOfAsync(tenant, outcome, cancellation), outcome, fate.Delivery);
        }

        var again = (await outcomes.OfEventAsync(tenant, id, cancellation)).Last(kept => kept.Position == outcome.Position).Rejection!;
        return Refusal.Conflict(again.Code, $"It would be rejected again: {again.Message}");
    }

    /// <summary>Replays the next rejected deliveries that match and were not replayed before.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="after">Where the call before ended; null to begin.</param>
    /// <param name="now">The real time.</param>
    /// <param name="cancellation">Ends the work; repeating it is safe.</param>
    public async Task<ReplayPage> ReplayAsync(
        Tenant tenant, OutcomeFilter filter, int limit, string? after, Instant now, CancellationToken cancellation)
    {
        var chosen = new List<Outcome>();
        var (remaining, examined) = (0, 0);
        string? end = after;
        await foreach (var (place, outcome) in outcomes.RejectedAsync(tenant, filter.EnqueuedIn, after, cancellation))
        {
            if (examined++ == MaxExamined)
            {
                return await ReplayAsync(tenant, chosen, remaining, end, now, cancellation);
            }

            var matches = outcome.ReplayedAs is null && filter.Allows(outcome) && !retention.IsTooOld(outcome.EnqueuedAt, now);
            if (chosen.Count < limit)
            {
                end = place;
                if (matches)
                {
                    chosen.Add(outcome);
                }
            }
            else if (matches)
            {
                remaining++;
            }
        }

        return await ReplayAsync(tenant, chosen, remaining, remaining > 0 ? end : null, now, cancellation);
    }

    private async Task<ReplayPage> ReplayAsync(
        Tenant tenant, List<Outcome> chosen, int remaining, string? next, Instant now, CancellationToken cancellation)
    {
        var metrics = await definitions.MetricsAsync(tenant, cancellation);
        var entries = new List<LogEntry>();
        var changed = new List<Outcome>();
        IReadOnlyList<Delivery> record = [];
        foreach (var outcome in chosen)
        {
            // Neighbours in the list are neighbours in the log, and many are of one record.
            if (record.Count == 0 || record[0].Position != outcome.Position with { Index = 0 })
            {
                var read = await fates.ReadRecordAsync(outcome.Position, cancellation)
                    ?? throw new InvalidOperationException($"The log has purged {outcome.Position} before its claims.");
                record = [.. Delivery.Unpack(outcome.Position.Log, read)];
            }

            var account = await rejected.AccountOfAsync(tenant, outcome, cancellation);
            var delivery = record[outcome.Position.Index] with { Account = account, EnqueuedAt = now };

            // It would stand at the end of the log, behind every seal.
            var last = new LogPosition(log.Number, log.PartitionOf(account), long.MaxValue, 0);
            if (Acceptance.Decide(delivery with { Position = last }, metrics, await definitions.TermsAsync(account, cancellation), out _) is not { } again)
            {
                entries.Add(new LogEntry(account, delivery.Line));
                changed.Add(outcome with { ReplayedAs = RejectedEvents.IdUnder(account, outcome, delivery).ToString() });
            }
            else if (again != outcome.Rejection)
            {
                changed.Add(outcome with { Rejection = again });
            }
        }

        await log.AppendAsync(entries, CancellationToken.None);
        await outcomes.KeepAsync(tenant, changed, CancellationToken.None);
        return new ReplayPage(entries.Count, chosen.Count - entries.Count, remaining, next);
    }
}
