using NodaTime;
using Tallystick.Core.Catalog;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>
/// When a subscription's billing periods begin and end, through all its phases. They tile from its start to its end, and their numbers go on from phase to
/// phase: a border parts the period that it lies in, and what is behind it has the next number.
/// </summary>
public sealed class SubscriptionCalendar
{
    private readonly List<PhaseSpan> spans = [];
    private readonly Instant end;
    private readonly Proration endProration;

    /// <summary>Makes the calendar.</summary>
    /// <param name="phases">The phases, each later than the one before; at least one.</param>
    /// <param name="zone">The customer's zone.</param>
    /// <param name="end">The subscription's end, or the end of time.</param>
    /// <param name="endProration">What becomes of the fees of the period that the end parts.</param>
    public SubscriptionCalendar(IReadOnlyList<BilledPhase> phases, DateTimeZone zone, Instant end, Proration endProration)
    {
        (this.end, this.endProration) = (end, endProration);
        foreach (var (index, phase) in phases.Index())
        {
            spans.Add(PhaseSpan.Of(spans.LastOrDefault(), phase, index + 1 < phases.Count ? phases[index + 1].From : Instant.MaxValue, zone));
        }
    }

    /// <summary>A period by its number; null behind the last one.</summary>
    public SubscriptionPeriod? At(int index)
    {
        var span = SpanOf(index);
        if (span.At(index) is not var (period, whole) || period.Start >= end)
        {
            return null;
        }

        period = new Period(period.Start, Instant.Min(period.End, end));
        whole = span.Billed.IsCharged ? whole : period;
        return new SubscriptionPeriod(period, ShareOf(span, period, whole), span.Billed, PricesOf(index), index - span.First);
    }

    /// <summary>The number of a period in its phase, from 0.</summary>
    public int NumberOf(int index) => index - SpanOf(index).First;

    /// <summary>What is charged for a period: not what was charged once before.</summary>
    public IReadOnlyList<Price> PricesOf(int index)
    {
        var span = SpanOf(index);
        var isFirst = span.First == index;
        return [.. span.Billed.Prices.Where(price => !price.IsOneTime || (isFirst && !spans.TakeWhile(before => before != span).Any(before => before.Billed.Prices.Any(charged => charged.Id == price.Id))))];
    }

    /// <summary>What a period is billed by; of a number behind the last one, what the last one is.</summary>
    public BilledPhase PhaseOf(int index) => SpanOf(index).Billed;

    /// <summary>The number of the period that an instant lies in, whether the subscription ends before or not; null before the first.</summary>
    public int? IndexOf(Instant instant) => spans.FindLast(span => span.Billed.From <= instant)?.IndexOf(instant);

    private PhaseSpan SpanOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return spans.FindLast(span => span.First <= index)!;
    }

    private FeeShare ShareOf(PhaseSpan span, Period period, Period whole)
    {
        if (!span.Billed.IsCharged)
        {
            return new FeeShare(new Period(whole.End, whole.End), whole);
        }

        // Unprorated, a period goes on with what was paid for it before; the first of a grid has nobody before it.
        var start = period.Start == whole.Start || span.Billed.Phase.Proration == Proration.Prorate ? period.Start : span.KeepsGrid ? whole.End : whole.Start;
        var stop = period.End == whole.End || ProrationAt(period.End) == Proration.Prorate ? period.End : whole.End;
        return new FeeShare(start < stop ? new Period(start, stop) : new Period(whole.End, whole.End), whole);
    }

    private Proration ProrationAt(Instant border) =>
        spans.Find(span => span.Billed.From == border) is { } next ? next.Billed.Phase.Proration : endProration;
}
