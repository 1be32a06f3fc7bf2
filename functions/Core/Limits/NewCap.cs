namespace Tallystick.Core.Limits;

/// <summary>A cap as it was asked for.</summary>
/// <param name="Measure">What is to be counted.</param>
/// <param name="Amount">See <see cref="Cap.Amount"/>.</param>
/// <param name="AlertAt">See <see cref="Cap.AlertAt"/>.</param>
public sealed record NewCap(NewMeasure Measure, decimal Amount, IReadOnlyList<int> AlertAt)
{
    /// <summary>See <see cref="Cap.SetBy"/>.</summary>
    public LimitOwner SetBy { get; init; }
}
