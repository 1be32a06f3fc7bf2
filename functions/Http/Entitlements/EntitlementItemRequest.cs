using System.Text.Json.Serialization;

namespace Tallystick.Http.Entitlements;

/// <summary>One metric to hold money for.</summary>
/// <param name="BillableMetricId">The metric. Required.</param>
/// <param name="Quantity">How much of it, 0 or more. Required.</param>
/// <param name="Price">The price of one, where no active subscription of the customer has one, or where prices come with the events.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record EntitlementItemRequest(string? BillableMetricId, decimal? Quantity, decimal? Price);
