namespace Tallystick.Core.Wallets;

/// <summary>What open holds reserve of one metric: what caps take for used, until it is.</summary>
/// <param name="MetricId">The metric's id.</param>
/// <param name="Quantity">How much of it, 0 or more.</param>
/// <param name="Amount">What it costs at most, in the wallet's currency, 0 or more.</param>
public sealed record ReservedUsage(string MetricId, decimal Quantity, decimal Amount);
