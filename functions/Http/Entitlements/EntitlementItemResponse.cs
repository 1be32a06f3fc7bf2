namespace Tallystick.Http.Entitlements;

/// <summary>One metric that money is held for.</summary>
/// <param name="BillableMetricId">The metric.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Price">The price of one, in the wallet's currency.</param>
internal sealed record EntitlementItemResponse(string BillableMetricId, decimal Quantity, decimal Price);
