using System.Net;
using System.Text.Json;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>What the account says about itself.</summary>
internal sealed class WireAccount
{
    // What queries may do; the SDK reads it and hands it to its own planner where it has one.
    private const string QueryEngine =
        """{"clientDisableOptimisticDirectExecution":false,"maxSqlQueryInputLength":262144,"maxJoinsPerSqlQuery":10,"maxLogicalAndPerSqlQuery":2000,"maxLogicalOrPerSqlQuery":2000,"maxUdfRefPerSqlQuery":10,"maxInExpressionItemsCount":16000,"queryMaxInMemorySortDocumentCount":500,"maxQueryRequestTimeoutFraction":0.9,"sqlAllowNonFiniteNumbers":false,"sqlAllowAggregateFunctions":true,"sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"allowNewKeywords":true,"sqlAllowLike":true,"sqlAllowGroupByClause":true,"maxSpatialQueryCells":12,"spatialMaxGeometryPointCount":256,"sqlAllowTop":true,"enableSpatialIndexing":true}""";

    /// <summary>Its consistency.</summary>
    public string Consistency { get; init; } = "BoundedStaleness";

    /// <summary>The regions that are written.</summary>
    public string[] Writable { get; init; } = ["West Europe"];

    /// <summary>The regions that are read.</summary>
    public string[] Readable { get; init; } = ["West Europe"];

    public HttpResponseMessage Answer() => WireAnswer.Of(HttpStatusCode.OK, JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = "account",
        _rid = "cosmos.example",
        writableLocations = Locations(Writable),
        readableLocations = Locations(Readable),
        enableMultipleWriteLocations = Writable.Length > 1,
        userReplicationPolicy = new { minReplicaSetSize = 3, maxReplicasetSize = 4 },
        systemReplicationPolicy = new { minReplicaSetSize = 3, maxReplicasetSize = 4 },
        userConsistencyPolicy = new { defaultConsistencyLevel = Consistency, maxStalenessPrefix = 100_000, maxIntervalInSeconds = 300 },
        readPolicy = new { primaryReadCoefficient = 1, secondaryReadCoefficient = 1 },
        queryEngineConfiguration = QueryEngine,
    }));

    private static object[] Locations(string[] names) => [.. names.Select(name => new { name, databaseAccountEndpoint = CosmosWire.Endpoint })];
}
