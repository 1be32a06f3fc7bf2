using Tallystick.Core.Reports;

namespace Tallystick.Http.Reports;

/// <summary>The revenue of a period.</summary>
/// <param name="GroupBy">What it is parted by.</param>
/// <param name="Totals">The sums of all groups.</param>
/// <param name="Data">The groups.</param>
/// <param name="Pagination">Which of the groups these are.</param>
internal sealed record RevenueResponse(
    RevenueGrouping GroupBy, IReadOnlyList<RevenueTotalResponse> Totals, IReadOnlyList<RevenueRowResponse> Data, Pagination Pagination)
{
    public string Object => "revenueReport";
}
