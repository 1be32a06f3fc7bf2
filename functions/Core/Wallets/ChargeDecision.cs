using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>How one charge is met: <c>posted + debited + owed</c> is its amount.</summary>
/// <param name="Hold">The hold after it; null where the charge named none.</param>
/// <param name="Posted">Taken from the hold.</param>
/// <param name="Released">Given back by the hold, when this was its last use.</param>
/// <param name="Debited">Taken from the free balance.</param>
/// <param name="Owed">What neither reached for.</param>
public sealed record ChargeDecision(Hold? Hold, decimal Posted, decimal Released, decimal Debited, decimal Owed)
{
    /// <summary>Where what was posted is from.</summary>
    public ValueList<LotShare> PostedShares { get; init; }

    /// <summary>Where what was released goes back to.</summary>
    public ValueList<LotShare> ReleasedShares { get; init; }

    /// <summary>What the free balance gains or, below zero, loses.</summary>
    public decimal AvailableChange => Released - Debited;
}
