using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>What one partition of the log has told about one hour of a tenant, and the watermark up to which it is folded in.</summary>
/// <param name="Watermark">The last position that is folded in.</param>
/// <param name="Fates">The counts.</param>
internal sealed record FateCounter(LogPosition Watermark, HourFates Fates)
{
    private const string IdPrefix = "fates:";
    private static readonly InstantPattern HourPattern = InstantPattern.CreateWithInvariantCulture("uuuuMMddHH");

    /// <summary>The partition of a tenant's counters.</summary>
    internal static string PartitionOf(Tenant tenant) => $"{tenant}/fates";

    /// <summary>The id of a counter's document.</summary>
    internal static string IdOf(Instant hour, LogPosition position) => $"{IdPrefix}{HourPattern.Format(hour)}:{position.Log}.{position.Partition}";

    /// <summary>All counters of a tenant.</summary>
    internal static DocumentRange RangeOf(Tenant tenant) => DocumentRange.WithPrefix(PartitionOf(tenant), IdPrefix);

    /// <summary>The counters of the hours from one to another, which is left out.</summary>
    internal static DocumentRange RangeOf(Tenant tenant, Instant from, Instant to) =>
        new(PartitionOf(tenant), IdPrefix + HourPattern.Format(from), IdPrefix + HourPattern.Format(to));
}
