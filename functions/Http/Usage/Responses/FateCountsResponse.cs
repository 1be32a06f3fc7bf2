using Tallystick.Core.Usage;

namespace Tallystick.Http.Usage.Responses;

/// <summary>How many deliveries of each fate the log took, by hour.</summary>
/// <param name="Hours">The hours that have deliveries, the earliest first.</param>
public sealed record FateCountsResponse(IReadOnlyList<HourFates> Hours)
{
    /// <summary>Always <c>usageCounts</c>.</summary>
    public string Object => "usageCounts";
}
