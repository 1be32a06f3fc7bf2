using System.Text.Json.Serialization;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Disputes;

/// <summary>That a customer does not agree with a usage event.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="UsageEventId">The event, which counts and was not corrected. Required.</param>
/// <param name="Message">What the customer says, 10 to 1,000 characters. Required.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record DisputeRequest(string? MerchantId, string? UsageEventId, string? Message) : INamesMerchant;
