using NodaTime;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>What becomes of the deliveries of one batch that the log took in one hour of a tenant.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="hour">The start of the hour.</param>
internal sealed class HourCount(Tenant tenant, Instant hour)
{
    private readonly Instant end = hour + Duration.FromHours(1);
    private long counted;
    private long duplicate;
    private long conflict;
    private long rejected;

    /// <summary>The tenant.</summary>
    internal Tenant Tenant => tenant;

    /// <summary>The start of the hour, UTC.</summary>
    internal Instant Hour => hour;

    /// <summary>The first position of the deliveries.</summary>
    internal LogPosition First { get; private set; }

    /// <summary>The last position of the deliveries.</summary>
    internal LogPosition Last { get; private set; }

    private long Total => counted + duplicate + conflict + rejected;

    /// <summary>The counts of deliveries of one partition, by tenant and hour.</summary>
    /// <param name="counted">Those that count.</param>
    /// <param name="uncounted">Those that do not, and why.</param>
    /// <param name="after">Only those behind this position; null for all.</param>
    internal static List<HourCount> Of(
        IEnumerable<CountedUsage> counted, IReadOnlyList<(Delivery Delivery, Outcome Outcome)> uncounted, LogPosition? after = null)
    {
        var hours = new List<HourCount>(1);
        foreach (var usage in counted)
        {
            Add(hours, usage.Delivery, null, after);
        }

        for (var i = 0; i < uncounted.Count; i++)
        {
            Add(hours, uncounted[i].Delivery, uncounted[i].Outcome.Kind, after);
        }

        return hours;
    }

    /// <summary>True for the count of the same hour and tenant.</summary>
    internal bool IsLike(HourCount other) => other.Hour == hour && other.Tenant == tenant;

    /// <summary>The counts with these deliveries.</summary>
    internal HourFates AddTo(HourFates? standing) =>
        (standing ?? new HourFates(hour, 0, 0, 0, 0, 0)).Plus(new HourFates(hour, 0, counted, duplicate, conflict, rejected));

    private static void Add(List<HourCount> hours, Delivery delivery, OutcomeKind? kind, LogPosition? after)
    {
        if (after is not { } border || delivery.Position.CompareTo(border) > 0)
        {
            HourOf(hours, delivery).Add(delivery.Position, kind);
        }
    }

    /// <summary>The one that a delivery falls into; made where there is none. They are few: a batch is of one moment.</summary>
    private static HourCount HourOf(List<HourCount> hours, Delivery delivery)
    {
        foreach (var known in hours)
        {
            if (delivery.EnqueuedAt >= known.Hour && delivery.EnqueuedAt < known.end && known.Tenant == delivery.Account.Tenant)
            {
                return known;
            }
        }

        var made = new HourCount(delivery.Account.Tenant, UsageWindow.HourOf(delivery.EnqueuedAt));
        hours.Add(made);
        return made;
    }

    private void Add(LogPosition position, OutcomeKind? kind)
    {
        First = Total == 0 || position.CompareTo(First) < 0 ? position : First;
        Last = Total == 0 || position.CompareTo(Last) > 0 ? position : Last;
        switch (kind)
        {
            case null:
                counted++;
                break;
            case OutcomeKind.Duplicate:
                duplicate++;
                break;
            case OutcomeKind.Conflict:
                conflict++;
                break;
            default:
                rejected++;
                break;
        }
    }
}
