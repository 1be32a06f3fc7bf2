using Tallystick.Core.Rating;

namespace Tallystick.Core.Usage;

/// <summary>What a metric costs.</summary>
/// <param name="Model">How usage becomes an amount, in the plan's currency.</param>
/// <param name="Instant">True where the wallet is debited with the usage; false where it is billed at the period's end.</param>
public readonly record struct MetricPrice(PriceModel Model, bool Instant)
{
    /// <summary>True where the wallet is debited by how far the whole period has come, because an event alone does not tell what it costs.</summary>
    public bool IsTallied => Instant && !Model.IsByEvent;
}
