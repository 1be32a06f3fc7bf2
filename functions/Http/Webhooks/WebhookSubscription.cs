using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>A subscription in the body of a webhook, as it is when what is told comes into force.</summary>
internal sealed record WebhookSubscription(
    Id<Subscription> Id,
    Id<Customer> CustomerId,
    Id<Plan> PlanId,
    Id<PlanVersion> PlanVersionId,
    SubscriptionStatus Status,
    Instant StartedAt,
    Instant? EndsAt,
    Id<PlanVersion>? NextPlanVersionId,
    Instant? NextAt,
    Instant? EffectiveAt,
    Instant? ResumesAt,
    Party? AskedBy)
{
    public string Object => "subscription";

    public static WebhookSubscription Of(SubscriptionFigures subscription) => new(
        subscription.Id,
        subscription.CustomerId,
        subscription.PlanId,
        subscription.PlanVersionId,
        subscription.Status,
        subscription.StartedAt,
        subscription.EndsAt,
        subscription.NextPlanVersionId,
        subscription.NextAt,
        subscription.EffectiveAt,
        subscription.ResumesAt,
        subscription.AskedBy);
}
