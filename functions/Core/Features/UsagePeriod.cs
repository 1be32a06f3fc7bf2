using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;

namespace Tallystick.Core.Features;

/// <summary>How often a quota is reset.</summary>
/// <param name="Interval">How long a period is, by the calendar of the customer's time zone.</param>
/// <param name="Anchor">
/// When one of the periods begins, on a whole hour, UTC: the others are counted from it. Null until the entitlement is made: it is then the hour of its making.
/// </param>
public sealed record UsagePeriod(BillingCadence Interval, Instant? Anchor)
{
    /// <summary>The earliest anchor.</summary>
    public static Instant EarliestAnchor { get; } = Instant.FromUtc(1970, 1, 1, 0, 0);

    /// <summary>With its anchor on the whole hour: the hour of now where none was asked for.</summary>
    internal UsagePeriod AnchoredAt(Instant now) => this with { Anchor = UsageWindow.HourOf(Anchor ?? now) };

    /// <summary>When its periods begin and end.</summary>
    /// <param name="zone">The customer's time zone.</param>
    /// <exception cref="InvalidOperationException">It has no anchor.</exception>
    internal BillingCalendar Calendar(DateTimeZone zone) =>
        new(Anchor ?? throw new InvalidOperationException("A usage period without an anchor has no calendar."), Interval, zone);
}
