using NodaTime;

namespace Tallystick.Core.Notifications;

/// <summary>What is sent to a receiver.</summary>
/// <param name="Url">To where.</param>
/// <param name="Fact">Of what it tells; its id is the message's, in every attempt.</param>
/// <param name="At">When it is sent.</param>
/// <param name="Secrets">What to sign with, one or more.</param>
public sealed record WebhookMessage(string Url, BillingFact Fact, Instant At, IReadOnlyList<string> Secrets);
