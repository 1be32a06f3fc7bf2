using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Rating;
using Tallystick.Core.Values;

namespace Tallystick.Core.Usage;

/// <summary>A phase of a subscription as metering sees it.</summary>
/// <param name="Subscription">The subscription's id.</param>
/// <param name="Currency">What its plan is priced in.</param>
/// <param name="MadeAt">When the phase was made: later events know of it.</param>
/// <param name="StartedAt">From when on it covers usage.</param>
/// <param name="AgreedEnd">The first instant that the subscription does not cover, as agreed at its start; the end of time for none.</param>
/// <param name="EndedAt">The first instant that the subscription does not cover, as it was terminated; null while it is not.</param>
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

    /// <summary>True where a metric is charged by how far its period has come.</summary>
    internal bool HasTallies { get; } = Prices.Values.Any(price => price.IsTallied);

    /// <summary>The billing periods of the phase, as if no other followed it; null where nobody asks for them.</summary>
    internal PhaseSpan? Span { get; init; }

    /// <summary>The phases of the subscription that follow it, those that were called off among them.</summary>
    public IReadOnlyList<FollowingPhase> Following { get; init; } = [];

    /// <summary>What the phase charges.</summary>
    public PhaseKind Kind { get; init; }

    /// <summary>When the phase was called off: later events know nothing of it. Null where it was not.</summary>
    public Instant? CalledOffAt { get; init; }

    /// <summary>True where the subscription has an end, past or to come.</summary>
    internal bool HasEnd => EndedAt is not null || AgreedEnd < Instant.MaxValue;

    /// <summary>True for an event that the log took after the phase was made, and not after it was called off.</summary>
    internal bool IsKnown(Instant enqueuedAt) => IsKnown(MadeAt, CalledOffAt, enqueuedAt);

    /// <summary>The end, as far as it was known when the log took an event.</summary>
    internal Instant EndFor(Instant enqueuedAt)
    {
        var end = EndedAt is { } ended && EndMadeAt is { } made && LogTime.Floor(made) <= enqueuedAt ? ended : AgreedEnd;
        foreach (var next in Following)
        {
            if (next.From < end && IsKnown(next.MadeAt, next.CalledOffAt, enqueuedAt))
            {
                end = next.From;
            }
        }

        return end;
    }

    /// <summary>What an event of the phase is tallied under.</summary>
    internal TallyKey TallyAt(Instant occurredAt) => new(Subscription, Span!.At(Span.IndexOf(occurredAt))!.Value.Period.Start);

    /// <summary>True where billing rates by it what occurred then, whatever was known when the log took it.</summary>
    internal bool Bills(Instant occurredAt) =>
        CalledOffAt is null && StartedAt <= occurredAt && !Following.Any(next => next.CalledOffAt is null && next.From <= occurredAt);

    private static bool IsKnown(Instant madeAt, Instant? calledOffAt, Instant enqueuedAt) =>
        LogTime.Floor(madeAt) <= enqueuedAt && !(calledOffAt is { } off && LogTime.Floor(off) <= enqueuedAt);
}
