using Tallystick.Core.Disputes;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Disputes;

/// <summary>That a customer does not agree with a usage event.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="UsageEventId">The event. Required.</param>
/// <param name="Message">What the customer says, <see cref="Dispute.MinMessage"/> to <see cref="Dispute.MaxMessage"/> characters. Required.</param>
internal sealed record DisputeRequest(string? MerchantId, string? UsageEventId, string? Message) : INamesMerchant;
