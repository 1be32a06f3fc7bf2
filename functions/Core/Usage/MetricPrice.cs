using Tallystick.Core.Rating;

namespace Tallystick.Core.Usage;

/// <summary>What a metric costs.</summary>
/// <param name="Model">How usage becomes an amount, in the plan's currency.</param>
/// <param name="Instant">True where the wallet is debited with the usage; false where it is billed at the period's end.</param>
public readonly record struct MetricPrice(PriceModel Model, bool Instant);
