using System.Text.Json.Serialization;

namespace Tallystick.Http.Usage.Requests;

/// <summary>Takes an event out of the count: the form that Paygentic's clients use.</summary>
/// <param name="Refunded">Must be true: what is refunded stays so.</param>
/// <param name="Reason">Why. At most 1,000 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record RefundUsageRequest(bool? Refunded, string? Reason = null);
