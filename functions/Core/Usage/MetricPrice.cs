namespace Tallystick.Core.Usage;

/// <summary>What one of a metric costs.</summary>
/// <param name="UnitPrice">The price of one, in the plan's currency.</param>
/// <param name="Instant">True where the wallet is debited with the usage; false where it is billed at the period's end.</param>
public readonly record struct MetricPrice(decimal UnitPrice, bool Instant);
