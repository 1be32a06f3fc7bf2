using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Core.Usage;

/// <summary>
/// The windows of a tenant: each is the sum of the windows that all its accounts have of one hour and one partition of the log. So a question
/// about all customers looks at as many documents as one about a single customer.
/// </summary>
/// <remarks>What wallets paid is not in them, and neither are metrics that count different values: those would grow without bound.</remarks>
public static class TenantWindows
{
    /// <summary>
    /// How many groups of a metric are kept apart: fewer than in an account's window, so that what is told apart here is told apart in each of those.
    /// </summary>
    public const int MaxGroups = 100;

    /// <summary>The most bytes that the groups of all metrics take in one window.</summary>
    public const int MaxGroupBytes = 256 * 1024;

    /// <summary>What a window of a tenant keeps apart.</summary>
    internal static GroupRoom Room { get; } = new(MaxGroups, MaxGroupBytes);

    /// <summary>The partition of a tenant's windows.</summary>
    public static string PartitionOf(Tenant tenant) => $"{tenant}/windows";

    /// <summary>The windows that a period touches.</summary>
    internal static DocumentRange Of(Tenant tenant, Period period) => UsageWindow.RangeOf(PartitionOf(tenant), period);

    /// <summary>A window with some counted deliveries folded in.</summary>
    /// <param name="standing">What stands, or null.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="counted">Deliveries of this hour and of one partition above the watermark, in any order. At least one.</param>
    internal static UsageWindow Fold(UsageWindow? standing, Instant hour, IReadOnlyList<CountedUsage> counted)
    {
        var window = standing;
        var plain = new List<CountedUsage>(counted.Count);
        foreach (var usage in counted)
        {
            if (usage.Corrects is null)
            {
                plain.Add(WithoutSets(usage));
            }
        }

        if (plain.Count > 0)
        {
            window = UsageWindow.Fold(window, hour, plain, Room);
        }

        foreach (var correction in counted.Where(usage => usage.Corrects is not null))
        {
            window = WindowCorrection.Fold(window, hour, WithoutSets(correction), WithoutSets(correction.Corrects!).Readings, remade: [], Room);
        }

        return window! with
        {
            Watermark = counted.Max(usage => usage.Position),
            FirstSequence = standing?.FirstSequence ?? counted.Min(usage => usage.Position.Sequence),
        };
    }

    private static CountedUsage WithoutSets(CountedUsage usage)
    {
        foreach (var charged in usage.Readings)
        {
            if (charged.Reading.Distinct is not null)
            {
                return usage with { Readings = [.. usage.Readings.Where(kept => kept.Reading.Distinct is null)] };
            }
        }

        return usage;
    }
}
