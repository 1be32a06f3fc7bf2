namespace Tallystick.Core.Wallets;

/// <summary>What one event that names a hold uses of a metric.</summary>
/// <param name="MetricId">The metric's id.</param>
/// <param name="Quantity">How much of it; what is below 0 gives nothing back.</param>
public sealed record HoldUse(string MetricId, decimal Quantity);
