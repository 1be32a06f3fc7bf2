using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What two deliveries of one key must agree in, to be the same event sent twice.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Metric">The metric's id; null for a correction that only takes away.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Timestamp">When, where the client said so.</param>
/// <param name="Hold">The hold that it names.</param>
internal sealed record Body(string Key, string? Metric, decimal Quantity, Instant? Timestamp, string? Hold)
{
    /// <summary>The price of one that came with it; null for none.</summary>
    internal decimal? Price { get; init; }

    /// <summary>The event whose place it takes.</summary>
    internal EventId? Corrects { get; init; }

    /// <summary>True for one that was brought in afterwards.</summary>
    internal bool IsBackfill { get; init; }

    /// <summary>What a client says who corrects: the rest is taken over from the event.</summary>
    internal Body AsAsked => Corrects is null ? this : this with { Timestamp = null, Hold = null };

    /// <summary>What a client says who corrects.</summary>
    internal static Body Of(SentCorrection correction) =>
        new(correction.KnownKey, correction.Metric?.ToString(), correction.Quantity, null, null) { Corrects = correction.Corrected, Price = correction.Price };
}
