using NodaTime;

namespace Tallystick.Http.Subscriptions;

/// <summary>That a subscription is to end.</summary>
/// <param name="Reason">Why, at most 500 characters. Required.</param>
/// <param name="EffectiveAt">When; now unless given.</param>
internal sealed record TerminationRequest(string? Reason, Instant? EffectiveAt);
