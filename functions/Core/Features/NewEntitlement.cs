using System.Text.Json;

namespace Tallystick.Core.Features;

/// <summary>An entitlement that is asked for.</summary>
/// <param name="Subject">The customer, by id or external id.</param>
/// <param name="FeatureKey">To which feature.</param>
/// <param name="Config">How a static feature is configured; null for none.</param>
/// <param name="Quota">How much of a metered feature may be used; null for none.</param>
public sealed record NewEntitlement(string Subject, string FeatureKey, JsonElement? Config, Quota? Quota);
