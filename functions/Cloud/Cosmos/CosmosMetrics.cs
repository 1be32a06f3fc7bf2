using System.Diagnostics.Metrics;

namespace Tallystick.Cloud.Cosmos;

/// <summary>What the documents cost, measured.</summary>
public static class CosmosMetrics
{
    /// <summary>The histogram of request units: one value for each answer of the service, with a tag <see cref="Operation"/>.</summary>
    public const string RequestCharge = "tally.cosmos.request_charge";

    /// <summary>The tag that says what was asked: <c>read</c>, <c>list</c>, <c>count</c>, <c>create</c>, <c>replace</c>, <c>put</c>, <c>delete</c> or
    /// <c>batch</c>.</summary>
    public const string Operation = "operation";

    private static readonly Histogram<double> Charges = CloudMeter.Instance.CreateHistogram<double>(RequestCharge, "{RU}", "Request units of an answer of Cosmos DB.");

    internal static void Record(string operation, double charge) => Charges.Record(charge, new KeyValuePair<string, object?>(Operation, operation));
}
