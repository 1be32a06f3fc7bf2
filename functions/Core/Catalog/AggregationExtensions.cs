namespace Tallystick.Core.Catalog;

/// <summary>What is known of aggregations.</summary>
public static class AggregationExtensions
{
    /// <summary>True where a period's quantity is the sum of its events' values: what one event costs is then known without the others.</summary>
    public static bool AddsUp(this Aggregation aggregation) => aggregation is Aggregation.Sum or Aggregation.Count;
}
