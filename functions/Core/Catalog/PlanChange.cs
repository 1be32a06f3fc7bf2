using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Catalog;

/// <summary>How a version differs from the one before.</summary>
/// <param name="Add">Prices that come in at the end.</param>
/// <param name="Remove">Prices that go.</param>
/// <param name="Replace">Prices that others take the place of.</param>
public sealed record PlanChange(IReadOnlyList<PriceChoice> Add, IReadOnlyList<Id<Price>> Remove, IReadOnlyList<(Id<Price> Old, PriceChoice New)> Replace)
{
    /// <summary>What else is otherwise.</summary>
    public PlanTermsChange Terms { get; init; } = new();

    /// <summary>From when on it is in force; null for now.</summary>
    public Instant? EffectiveAt { get; init; }
}
