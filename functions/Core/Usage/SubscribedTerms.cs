using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A subscription as metering sees it.</summary>
/// <param name="Subscription">Its id.</param>
/// <param name="Currency">What its plan is priced in.</param>
/// <param name="MadeAt">When the subscription was made: later events know of it.</param>
/// <param name="StartedAt">From when on it covers usage.</param>
/// <param name="AgreedEnd">The first instant that it does not cover, as agreed at its start; the end of time for none.</param>
/// <param name="EndedAt">The first instant that it does not cover, as it was terminated; null while it is not.</param>
/// <param name="EndMadeAt">When it was terminated: later events know of it.</param>
/// <param name="Prices">The prices of the metrics that it covers.</param>
public sealed record SubscribedTerms(
    string Subscription,
    Currency Currency,
    Instant MadeAt,
    Instant StartedAt,
    Instant AgreedEnd,
    Instant? EndedAt,
    Instant? EndMadeAt,
    IReadOnlyDictionary<Id<Metric>, MetricPrice> Prices)
{
    /// <summary>True where events that come after their period was sealed do not count.</summary>
    public bool RejectsLate { get; init; }

    /// <summary>True where a metric is charged at prices that come with the events.</summary>
    internal bool HasEventPrices { get; } = Prices.Values.Any(price => price.Model is DynamicPrice);

    /// <summary>True where it has an end, past or to come.</summary>
    internal bool HasEnd => EndedAt is not null || AgreedEnd < Instant.MaxValue;

    /// <summary>True for an event that the log took after the subscription was made.</summary>
    internal bool IsKnown(Instant enqueuedAt) => LogTime.Floor(MadeAt) <= enqueuedAt;

    /// <summary>The end, as far as it was known when the log took an event.</summary>
    internal Instant EndFor(Instant enqueuedAt) =>
        EndedAt is { } end && EndMadeAt is { } made && LogTime.Floor(made) <= enqueuedAt ? end : AgreedEnd;
}
