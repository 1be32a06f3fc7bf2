using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>The earlier periods that anything may have come in for since the seal before: those that ended not long ago, and those that a revision tells of.</summary>
/// <param name="Start">The start of the period that is closed.</param>
/// <param name="Unbilled">What came in behind the seal of the period before it, however old.</param>
internal sealed record LateReach(Instant Start, IReadOnlyList<HourRevision> Unbilled)
{
    /// <summary>Further than any event may be late (<see cref="UsageLimits.MaxAge"/>) unless an <see cref="HourRevision"/> tells of it.</summary>
    private static readonly Duration Recent = Duration.FromDays(62);

    /// <summary>How far the closing of a period reaches back.</summary>
    /// <param name="store">Where revisions are.</param>
    /// <param name="context">The subscription.</param>
    /// <param name="current">The period.</param>
    /// <param name="previous">The period before it; null where it was never closed: then nothing is late for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<LateReach> OfAsync(
        IDocumentStore store, SubscriptionContext context, Period current, BillingPeriod? previous, CancellationToken cancellation)
    {
        var revisions = previous is null ? [] : await store.ListAllAsync<HourRevision>(HourRevision.Of(context.Account), cancellation);
        return new LateReach(current.Start, [.. revisions.Where(revision => !previous!.Covers(revision.Position))]);
    }

    /// <summary>True where a period, or one before it, may have something late.</summary>
    internal bool GoesBackTo(Period earlier) => IsRecent(earlier) || Unbilled.Any(revision => revision.Hour < earlier.End);

    /// <summary>True where a period may have something late.</summary>
    internal bool Includes(Period earlier) => IsRecent(earlier) || Unbilled.Any(revision => revision.Touches(earlier));

    private bool IsRecent(Period earlier) => earlier.End + Recent > Start;
}
