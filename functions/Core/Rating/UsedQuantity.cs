using Tallystick.Core.Usage;

namespace Tallystick.Core.Rating;

/// <summary>How much was used, as far as any price model asks.</summary>
/// <param name="Total">In the metric's unit.</param>
public sealed record UsedQuantity(decimal Total)
{
    /// <summary>By the values of the metric's dimensions. What is in the total and in no group has no values.</summary>
    public IReadOnlyDictionary<GroupKey, decimal> Groups { get; init; } = new Dictionary<GroupKey, decimal>();
}
