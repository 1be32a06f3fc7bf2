using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A subscription, as it was at some moment, or is when what was asked for has come into force. No personal data.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="PlanId">The plan that it was under.</param>
/// <param name="PlanVersionId">The plan's version.</param>
/// <param name="Status">How it stood.</param>
/// <param name="StartedAt">When it began, or begins.</param>
/// <param name="EndsAt">When it ends, or has ended; null for open.</param>
/// <param name="NextPlanVersionId">What it is to go on with; null for nothing else.</param>
/// <param name="NextAt">From when on; null likewise.</param>
public sealed record SubscriptionFigures(
    Id<Subscription> Id,
    Id<Customer> CustomerId,
    Id<Plan> PlanId,
    Id<PlanVersion> PlanVersionId,
    SubscriptionStatus Status,
    Instant StartedAt,
    Instant? EndsAt,
    Id<PlanVersion>? NextPlanVersionId,
    Instant? NextAt)
{
    /// <summary>From when on it is as the fact says; null for a fact of before that was told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? EffectiveAt { get; init; }

    /// <summary>Of a pause, its end; null where nobody knows that yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? ResumesAt { get; init; }

    /// <summary>Who asked for the change; null for what follows of itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Party? AskedBy { get; init; }

    /// <summary>A subscription as it is at a time.</summary>
    public static SubscriptionFigures Of(Subscription subscription, Instant now)
    {
        var (phase, next) = (subscription.PhaseAt(now), subscription.ScheduledAt(now));
        return new(
            subscription.Id,
            subscription.CustomerId,
            phase.PlanId,
            phase.PlanVersionId,
            subscription.StatusAt(now),
            subscription.StartedAt,
            subscription.EndedAt ?? subscription.EndingAt,
            next?.PlanVersionId,
            next?.From);
    }
}
