using NodaTime;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>What ingest takes.</summary>
public sealed record UsageLimits
{
    /// <summary>The most events in one request.</summary>
    public const int MaxEvents = 1000;

    /// <summary>The most characters in an idempotency key.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>The most characters in an event's type.</summary>
    public const int MaxTypeLength = 128;

    /// <summary>The most characters in a source, and in a customer's id or external id.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The most quantities in one event.</summary>
    public const int MaxMeasurements = 100;

    /// <summary>The most bytes in an event's data, and in its metadata, as minified JSON.</summary>
    public const int MaxDataBytes = 64 * 1024;

    /// <summary>The deepest nesting of a request's JSON.</summary>
    public const int MaxDepth = 32;

    /// <summary>How far back an event may have occurred unless set otherwise: 35 days. What belongs to an ended subscription is waited for as long.</summary>
    public static Duration DefaultMaxAge { get; } = Duration.FromDays(35);

    /// <summary>How far back an event may have occurred. Default: <see cref="DefaultMaxAge"/>.</summary>
    public Duration MaxAge { get; init; } = DefaultMaxAge;

    /// <summary>How far ahead of the server's clock an event may have occurred: clients' clocks differ. Default: 5 minutes.</summary>
    public Duration MaxAhead { get; init; } = Duration.FromMinutes(5);

    /// <summary>How far back a backfilled event may have occurred.</summary>
    public static Instant EarliestBackfill { get; } = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>True for an occurrence that is taken now: both bounds included.</summary>
    public bool Takes(Instant occurredAt, Instant now, bool isBackfill = false) =>
        new Period(isBackfill ? EarliestBackfill : now - MaxAge, now + MaxAhead + Duration.FromNanoseconds(1L)).Contains(occurredAt);
}
