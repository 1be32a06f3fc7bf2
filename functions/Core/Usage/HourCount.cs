using NodaTime;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>What becomes of the deliveries of one batch that the log took in one hour of a tenant.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="hour">The start of the hour.</param>
internal sealed class HourCount(Tenant tenant, Instant hour)
{
    private readonly List<(LogPosition Position, OutcomeKind? Kind)> fates = [];

    /// <summary>The tenant.</summary>
    internal Tenant Tenant => tenant;

    /// <summary>The start of the hour, UTC.</summary>
    internal Instant Hour => hour;

    /// <summary>The last position of the deliveries.</summary>
    internal LogPosition Last { get; private set; }

    /// <summary>The one that a delivery falls into; made where there is none. They are few: a batch is of one moment.</summary>
    internal static HourCount Of(List<HourCount> hours, Delivery delivery)
    {
        foreach (var known in hours)
        {
            if (known.Tenant == delivery.Account.Tenant && known.Holds(delivery.EnqueuedAt))
            {
                return known;
            }
        }

        var made = new HourCount(delivery.Account.Tenant, UsageWindow.HourOf(delivery.EnqueuedAt));
        hours.Add(made);
        return made;
    }

    /// <summary>Adds a delivery.</summary>
    /// <param name="position">Its position.</param>
    /// <param name="kind">Why it does not count; null where it does.</param>
    internal void Add(LogPosition position, OutcomeKind? kind)
    {
        Last = fates.Count == 0 || position.CompareTo(Last) > 0 ? position : Last;
        fates.Add((position, kind));
    }

    /// <summary>The counts with the deliveries that are above their watermark.</summary>
    internal HourFates AddTo(FateCounter? standing)
    {
        var sum = standing?.Fates ?? new HourFates(hour, 0, 0, 0, 0, 0);
        long counted = 0;
        foreach (var (position, kind) in fates)
        {
            if (standing is not null && position.CompareTo(standing.Watermark) <= 0)
            {
                continue;
            }

            if (kind is { } uncounted)
            {
                sum = sum.Plus(uncounted);
            }
            else
            {
                counted++;
            }
        }

        return sum with { Counted = sum.Counted + counted };
    }

    private bool Holds(Instant enqueuedAt) => enqueuedAt >= hour && enqueuedAt < hour + Duration.FromHours(1);
}
