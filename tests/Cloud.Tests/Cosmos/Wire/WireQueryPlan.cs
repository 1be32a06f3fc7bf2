using System.Net;
using System.Text.Json;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>
/// The gateway's plan of a query with an aggregate. A query of one partition goes there as it is all the same; without an aggregate the SDK asks for no
/// plan.
/// </summary>
internal static class WireQueryPlan
{
    public static HttpResponseMessage Answer() => WireAnswer.Of(HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(new
    {
        partitionedQueryExecutionInfoVersion = 2,
        queryInfo = new { distinctType = "None", aggregates = new[] { "Count" }, hasSelectValue = true, rewrittenQuery = "" },
        queryRanges = new[] { new { min = "", max = "FF", isMinInclusive = true, isMaxInclusive = false } },
    }));
}
