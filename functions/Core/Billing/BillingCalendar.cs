using NodaTime;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Billing;

/// <summary>When a subscription's billing periods begin and end. They tile: each ends where the next begins, and none is empty.</summary>
/// <remarks>
/// <para>Period 0 begins when the subscription did, to the instant. The others begin at the same wall time in the customer's zone, counted
/// from the first start and never from the one before: 31 January, 28 or 29 February, 31 March. A wall time that the clocks skip moves
/// forward by what they skipped; one that they pass twice is taken the first time (NodaTime calls this lenient).</para>
/// <para>With an anchor day, period 0 is a stub up to that day's next local midnight (the month's last day where the month is shorter);
/// whole periods follow. A subscription that starts at such a midnight has no stub.</para>
/// <para>In step with the calendar, period 0 is a stub likewise, up to the next midnight of the zone at which a day, a week from Monday, a month, a quarter from
/// January, or a year begins.</para>
/// <para>A day that a zone left out (Pacific/Apia had no 30 December 2011) has no daily period: the day before is followed by the day after,
/// and the numbering goes on without a gap.</para>
/// <para>Bounds: the years 1 to 9998; a period beyond throws <see cref="OverflowException"/> or <see cref="ArgumentOutOfRangeException"/>.</para>
/// </remarks>
public sealed class BillingCalendar
{
    private const int SecondsPerDay = 24 * 60 * 60;
    private readonly Instant startedAt;
    private readonly BillingCadence cadence;
    private readonly DateTimeZone zone;
    private readonly int? anchorDay;
    private readonly LocalDateTime origin;
    private readonly int stubs;

    /// <summary>Makes the calendar of a subscription.</summary>
    /// <param name="startedAt">The first instant of period 0.</param>
    /// <param name="cadence">The length of the periods.</param>
    /// <param name="zone">The customer's zone.</param>
    /// <param name="anchorDay">The day of the month that periods begin on; null to keep the day of the start.</param>
    /// <param name="alignment">What periods keep in step with.</param>
    /// <exception cref="ArgumentException">The cadence is default, or <see cref="CheckAnchor"/> refuses the anchor.</exception>
    public BillingCalendar(
        Instant startedAt, BillingCadence cadence, DateTimeZone zone, int? anchorDay = null, BillingAlignment alignment = BillingAlignment.Anniversary)
    {
        if (cadence == default || CheckAnchor(cadence, anchorDay, alignment: alignment) is not null)
        {
            throw new ArgumentException($"Cadence '{cadence}' with anchor day '{anchorDay}' makes no calendar.", nameof(cadence));
        }

        (this.startedAt, this.cadence, this.zone, this.anchorDay) = (startedAt, cadence, zone, anchorDay);
        origin = startedAt.InZone(zone).LocalDateTime;
        if (anchorDay is not null)
        {
            var anchor = AtAnchor(origin.Date);
            origin = Resolve(anchor) < startedAt ? AtAnchor(origin.Date.PlusMonths(1)) : anchor;
        }
        else if (alignment == BillingAlignment.Calendar)
        {
            var aligned = cadence.AlignedAt(origin.Date).AtMidnight();
            origin = Resolve(aligned) < startedAt ? cadence.After(aligned, 1) : aligned;
        }

        stubs = Resolve(origin) > startedAt ? 1 : 0;
    }

    /// <summary>A refusal where a plan may not have this anchor: it is 1 to 31, and the cadence one of months; null where it may.</summary>
    /// <param name="cadence">The plan's cadence.</param>
    /// <param name="anchorDay">The day of the month; null for none, which is always right.</param>
    /// <param name="field">The path of the anchor's field.</param>
    /// <param name="alignment">What the plan's periods keep in step with: the calendar has no other anchor.</param>
    public static Refusal? CheckAnchor(
        BillingCadence cadence, int? anchorDay, string field = "billingAnchor", BillingAlignment alignment = BillingAlignment.Anniversary) => anchorDay switch
    {
        null => null,
        _ when alignment == BillingAlignment.Calendar => Refusal.Invalid(field, "Periods in step with the calendar have no anchor day.", "INVALID_BILLING_ANCHOR"),
        < 1 or > 31 => Refusal.Invalid(field, "A billing anchor is a day of the month, 1 to 31.", "INVALID_BILLING_ANCHOR"),
        _ when cadence.Months == 0 => Refusal.Invalid(field, "Only the cadences P1M, P3M and P1Y have an anchor.", "INVALID_BILLING_ANCHOR"),
        _ => null,
    };

    /// <summary>A period by its number.</summary>
    /// <param name="index">0 or more.</param>
    public Period PeriodAt(int index) => new(StartOf(index), StartOf(index + 1));

    /// <summary>The whole period that a period is, or that a stub is the end of.</summary>
    /// <param name="index">0 or more.</param>
    public Period WholeAt(int index) =>
        index < stubs ? new(Resolve(Boundary(-1)), StartOf(index + 1)) : PeriodAt(index);

    /// <summary>The first instant of a period.</summary>
    /// <param name="index">0 or more.</param>
    public Instant StartOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return index == 0 ? startedAt : Resolve(Boundary(Ordinal(index - stubs)));
    }

    /// <summary>The number of the period that an instant lies in; null before the first.</summary>
    public int? IndexOf(Instant instant)
    {
        if (instant < startedAt)
        {
            return null;
        }

        var index = Math.Max(0, cadence.CountBetween(origin.Date, instant.InZone(zone).Date) + stubs);
        while (StartOf(index) > instant)
        {
            index--;
        }

        while (StartOf(index + 1) <= instant)
        {
            index++;
        }

        return index;
    }

    private Instant Resolve(LocalDateTime wallTime) => wallTime.InZoneLeniently(zone).ToInstant();

    private LocalDateTime Boundary(int ordinal)
    {
        var boundary = cadence.After(origin, ordinal);
        return anchorDay is null ? boundary : AtAnchor(boundary.Date);
    }

    private LocalDateTime AtAnchor(LocalDate month) =>
        new LocalDate(month.Year, month.Month, Math.Min(anchorDay!.Value, month.Calendar.GetDaysInMonth(month.Year, month.Month))).AtMidnight();

    // A day left out by the zone would share its start with the next one. No zone ever left out two days within a year.
    private int Ordinal(int index)
    {
        if (cadence != BillingCadence.Day)
        {
            return index;
        }

        var ordinal = index;
        var intervals = zone.GetZoneIntervals(startedAt, Resolve(Boundary(index)) + Duration.FromDays(3));
        foreach (var (before, after) in intervals.Zip(intervals.Skip(1)))
        {
            if (after.WallOffset.Seconds - before.WallOffset.Seconds >= SecondsPerDay && DaysUpTo(before.IsoLocalEnd) <= ordinal)
            {
                ordinal++;
            }
        }

        return ordinal;
    }

    private int DaysUpTo(LocalDateTime end)
    {
        var days = NodaTime.Period.DaysBetween(origin.Date, end.Date);
        return origin.PlusDays(days) < end ? days + 1 : days;
    }
}
