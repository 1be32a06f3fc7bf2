using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A fact with what was made of it.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="At">When deliveries were made of it, by the real clock.</param>
/// <param name="Deliveries">The deliveries.</param>
internal sealed record ToldFact(BillingFact Fact, Instant At, IReadOnlyList<Id<WebhookDelivery>> Deliveries);
