using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Values;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Wallets;

/// <summary>
/// How a grant comes again: a lot at the start of each interval, which ends where the next begins. Intervals are counted from the grant's first instant,
/// by the calendar of a time zone, as <see cref="BillingCalendar"/> does.
/// </summary>
public sealed record GrantRecurrence
{
    /// <summary>How long an interval is.</summary>
    public required BillingCadence Interval { get; init; }

    /// <summary>The customer's time zone when the grant was made.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The least that goes on into the next interval; what is missing is granted as well. 0 or more, at most <see cref="RolloverMaximum"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal RolloverMinimum { get; init; }

    /// <summary>The most that goes on into the next interval; the rest expires.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal RolloverMaximum { get; init; }

    /// <summary>No interval begins at or after it; null for no end.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>No interval begins within these times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Period> Pauses { get; init; }

    /// <summary>What goes on into the next interval: <c>max(min(remaining, maximum), minimum)</c>.</summary>
    /// <param name="remaining">What is left at the end of an interval, 0 or more.</param>
    public decimal RolledOver(decimal remaining) => Math.Max(Math.Min(remaining, RolloverMaximum), RolloverMinimum);
}
