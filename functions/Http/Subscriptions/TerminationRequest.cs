using NodaTime;

namespace Tallystick.Http.Subscriptions;

/// <summary>That a subscription is to end.</summary>
/// <param name="Reason">Why, at most 500 characters. Required.</param>
/// <param name="EffectiveAt">When, now or later, in place of <c>effective</c>.</param>
/// <param name="Effective"><c>now</c> (unless given) or <c>period_end</c>.</param>
/// <param name="Proration">What becomes of the fees of the period that the end parts: <c>none</c> (unless given) leaves them, <c>prorate</c> gives back the rest.</param>
internal sealed record TerminationRequest(string? Reason, Instant? EffectiveAt, string? Effective, string? Proration);
