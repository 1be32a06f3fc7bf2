using NodaTime;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>
/// Finds what the log has taken already and occurs a little ahead of now, as <see cref="UsageLimits.MaxAhead"/> allows: clocks of clients are fast, and test clocks
/// stand still. Who ends something now ends it behind that, so that it is billed.
/// </summary>
/// <param name="events">The account's events.</param>
/// <param name="limits">How far ahead events are taken.</param>
public sealed class UsageAhead(AccountEvents events, UsageLimits limits)
{
    /// <summary>An instant, or a millisecond behind the last event that was taken by now and occurs at it or behind.</summary>
    /// <exception cref="Storage.DamagedStoreException">The log ends before what was metered of it.</exception>
    public async ValueTask<Instant> BehindAsync(AccountId account, Instant instant, CancellationToken cancellation)
    {
        var behind = instant;
        var ahead = new Period(instant, instant + limits.MaxAhead + Duration.FromNanoseconds(1L));
        try
        {
            // What is metered meanwhile is counted when it is looked for there.
            await foreach (var delivery in events.WaitingAsync(account, ahead, cancellation))
            {
                behind = Behind(behind, delivery);
            }

            await foreach (var delivery in events.CountedAsync(account, ahead, cancellation))
            {
                behind = Behind(behind, delivery);
            }
        }
        catch (RecordsPurgedException)
        {
            // Only where a test clock stands at a time whose records are gone: the end is where the clock is.
            return instant;
        }

        return behind;
    }

    private static Instant Behind(Instant found, Delivery delivery) => Instant.Max(found, delivery.Usage!.OccurredAt + Duration.FromMilliseconds(1));
}
