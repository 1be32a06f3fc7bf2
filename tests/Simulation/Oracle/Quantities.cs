using Tallystick.Core.Catalog;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Adds events up.</summary>
internal static class Quantities
{
    /// <summary>What some events of one account come to; 0 for none.</summary>
    internal static decimal Of(Aggregation aggregation, IReadOnlyList<LoggedEvent> events)
    {
        var values = events.Select(one => one.Body.Quantity).ToList();
        return aggregation switch
        {
            _ when values.Count == 0 => 0,
            Aggregation.Max => values.Max(),
            Aggregation.Min => values.Min(),
            Aggregation.Avg => Math.Round(values.Sum() / values.Count, 9, MidpointRounding.ToEven),
            Aggregation.UniqueCount => values.Distinct().Count(),
            Aggregation.Latest => events.MaxBy(one => (one.OccurredAt, one.Position))!.Body.Quantity,
            _ => values.Sum(),
        };
    }
}
