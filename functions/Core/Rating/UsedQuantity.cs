using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Rating;

/// <summary>How much was used, as far as any price model asks.</summary>
/// <param name="Total">In the metric's unit.</param>
public sealed record UsedQuantity(decimal Total)
{
    /// <summary>By the values of the metric's dimensions. What is in the total and in no group has no values.</summary>
    public IReadOnlyDictionary<GroupKey, decimal> Groups { get; init; } = new Dictionary<GroupKey, decimal>();

    /// <summary>What it comes to by the prices that came with the events.</summary>
    public ExactAmount Cost { get; init; }
}
